/** What a page that is only read adds when it can: the theme chosen on it goes with the reader to the next. It travels in the address. */
function carry(): void {
  if (!/^(#(dark|light))?$/.test(location.hash)) return;
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a:not([href^="#"])')) {
    if (link.origin === location.origin && !link.pathname.includes(".")) link.hash = location.hash;
  }
}

addEventListener("hashchange", carry);
carry();
