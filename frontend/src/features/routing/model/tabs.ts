export const routerTabs = ['providers', 'pools', 'circuits'] as const

export type RouterTab = (typeof routerTabs)[number]
