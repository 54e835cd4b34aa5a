import { Check, LogOut } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import { messageOf } from '@/api/problem'
import { useMe } from '@/session/me'
import { toast } from '@/ui/toast'
import { useLogout } from '../api/sign-out'
import { useSwitchWorkspace } from '../api/switch-workspace'
import { initials } from '../model/initials'

const item =
  'data-[highlighted]:bg-sunken flex cursor-pointer items-center gap-2 rounded-md px-2.5 py-1.5 text-sm outline-none'

/** Who is signed in, in which workspace, with which role; switching and logging out. */
export function UserMenu() {
  const me = useMe()
  const logout = useLogout()
  const switchWorkspace = useSwitchWorkspace()
  const enter = (id: string) =>
    switchWorkspace.mutate(id, { onError: (error) => toast(messageOf(error), 'bad') })

  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger className="bg-accent-soft text-accent inline-flex size-8 items-center justify-center rounded-full text-xs font-semibold">
        <span aria-hidden>{initials(me.user.full_name)}</span>
        <span className="sr-only">Account of {me.user.full_name}</span>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="end"
          sideOffset={6}
          className="bg-surface shadow-float animate-rise z-50 w-64 rounded-lg border p-1.5"
        >
          <div className="px-2.5 py-2">
            <p className="truncate text-sm font-medium">{me.user.full_name}</p>
            <p className="text-muted truncate text-xs">{me.user.email}</p>
          </div>
          <DropdownMenu.Separator className="bg-line my-1 h-px" />
          <DropdownMenu.Label className="text-muted text-2xs px-2.5 pt-1 pb-0.5 font-medium">
            Workspace
          </DropdownMenu.Label>
          <DropdownMenu.RadioGroup value={me.workspace.id} onValueChange={enter}>
            {me.workspaces.map((workspace) => (
              <DropdownMenu.RadioItem key={workspace.id} value={workspace.id} className={item}>
                <span className="min-w-0 flex-1 truncate">{workspace.name}</span>
                <span className="text-muted text-xs">{workspace.role}</span>
                <span className="size-4">
                  <DropdownMenu.ItemIndicator>
                    <Check aria-hidden className="size-4" />
                  </DropdownMenu.ItemIndicator>
                </span>
              </DropdownMenu.RadioItem>
            ))}
          </DropdownMenu.RadioGroup>
          <DropdownMenu.Separator className="bg-line my-1 h-px" />
          <DropdownMenu.Item className={item} onSelect={() => logout.mutate()}>
            <LogOut aria-hidden className="size-4" />
            Log out
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}
