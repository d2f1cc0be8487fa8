/** What holds the keyboard, and which child of which elements it is in, from the innermost outwards. */
interface Stand {
  readonly on: Element;
  readonly within: readonly { readonly parent: Element; readonly index: number }[];
}

/** The keyboard is never left standing on something that went away: it goes on to what came into its place. */
export function keepKeyboard(view: Element): () => void {
  let stand: Stand | undefined;
  const nowhere = () => document.activeElement === document.body;
  const stands = (event: Event) => (stand = standOf(event.target as Element));
  /** By itself, and not because it went away. */
  const leaves = () => queueMicrotask(() => nowhere() && stand?.on.isConnected && (stand = undefined));
  const watcher = new MutationObserver(() => {
    if (!stand || stand.on.isConnected || !nowhere()) return;
    for (const { parent, index } of stand.within) {
      if (parent.isConnected && (goTo(parent, "[data-first]") || goTo(parent, `:scope > :nth-child(${index + 1})`) || goTo(parent))) return;
    }
  });
  view.addEventListener("focusin", stands);
  view.addEventListener("focusout", leaves);
  watcher.observe(view, { childList: true, subtree: true });
  return () => {
    view.removeEventListener("focusin", stands);
    view.removeEventListener("focusout", leaves);
    watcher.disconnect();
  };
}

/** To the first that takes it, of all or of those that are or are in `where`. */
export function goTo(place: ParentNode, where = ""): boolean {
  const takers = `:is(button, input, select, summary, [tabindex])`;
  return [...place.querySelectorAll<HTMLElement>(where ? `${where}${takers}, ${where} ${takers}` : takers)].some((it) => {
    it.focus({ preventScroll: true });
    return document.activeElement === it;
  });
}

function standOf(on: Element): Stand {
  const within = [];
  for (let it = on; it.parentElement; it = it.parentElement) within.push({ parent: it.parentElement, index: [...it.parentElement.children].indexOf(it) });
  return { on, within };
}
