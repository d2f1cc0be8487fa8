/**
 * Whether the button was pressed before the script came: until then it is a link to itself, which works without one. An address
 * that somebody else wrote presses nothing.
 */
export function pressedAhead(): boolean {
  const [arrival] = performance.getEntriesByType("navigation");
  const pressed = location.hash === "#start" && arrival?.name.endsWith("#start") === false && navigator.userActivation?.hasBeenActive === true;
  if (location.hash === "#start") history.replaceState(null, "", location.pathname);
  return pressed;
}
