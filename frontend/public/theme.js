// Sets the theme before the first paint: the stored choice, else what the system prefers.
;(function () {
  var choice = null
  try {
    choice = localStorage.getItem('switchgear.theme')
  } catch (_) {
    // Storage may be forbidden; the system's preference is then used.
  }
  var dark = choice ? choice === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches
  document.documentElement.dataset.theme = dark ? 'dark' : 'light'
})()
