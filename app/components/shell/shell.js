// The document's language, keys that work on every page (`/` goes to the search, `g h` home), links that do not load it
// all again, and "back" to the same place on a page.
const MENU = "[data-testid=stTopNavLink], [data-testid=stSidebarNavLink]";
const SEARCH = ".stMain [data-testid=stTextInputField]:not([placeholder=''])";
const PATIENCE = 5000; // milliseconds until a page has surely been drawn
let lastKey = "";
let held = 0; // counts the times that a page was to be held, or let go

export default function (component) {
  document.documentElement.lang = component.data.lang;
  if (!window.vocpipeListens) {
    window.vocpipeListens = true;
    document.addEventListener("keydown", pressed);
    document.addEventListener("click", remember, true);
    document.addEventListener("click", clicked);
    for (const moved of ["wheel", "pointerdown", "keydown"]) document.addEventListener(moved, () => { held += 1; });
    addEventListener("popstate", (event) => returned(event.state?.top ?? 0));
  }
}

function pressed(event) {
  const before = lastKey;
  lastKey = event.key;
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  if (event.key === "/") {
    event.preventDefault();
    if (!focusSearch() && open("voices")) focusSoon(Date.now() + PATIENCE);
  } else if (event.key === "h" && before === "g") {
    open("");
  }
}

// How far down the page is, kept with its place in the browser's history before a link leaves it.
function remember(event) {
  if (event.target.closest?.("a[href], [role=row], canvas")) history.replaceState({ ...history.state, top: main().scrollTop }, "");
}

// A link that we wrote to another page of the explorer is followed as the browser's own "back" is. Whoever asks for a new
// tab gets one, and Streamlit's own links know their way.
function clicked(event) {
  const link = event.target.closest?.("[data-testid=stHtml] a[href]");
  if (!link || link.target === "_blank" || link.origin !== location.origin || event.defaultPrevented) return;
  if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  history.pushState({}, "", link.href);
  dispatchEvent(new PopStateEvent("popstate"));
}

// A page may be drawn late and in parts: it is held there for a while, unless the reader does something.
function returned(top) {
  held += 1;
  hold(held, top, Date.now() + PATIENCE);
}

function hold(which, top, end) {
  if (which !== held || Date.now() > end) return;
  main().scrollTop = top;
  setTimeout(hold, 100, which, top, end);
}

function main() {
  return document.querySelector("[data-testid=stMain]");
}

function isTyping(element) {
  return element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName);
}

function focusSearch() {
  const box = [...document.querySelectorAll(SEARCH)].find((input) => input.checkVisibility());
  box?.focus();
  return Boolean(box);
}

function focusSoon(end) {
  if (!focusSearch() && Date.now() < end) setTimeout(focusSoon, 100, end);
}

// The menu's own link keeps the filters and needs no reload; where the menu is folded away, the address does.
function open(page) {
  const link = [...document.querySelectorAll(MENU)].find((one) => new URL(one.href).pathname === `/${page}`);
  if (link) link.click();
  else location.assign(`/${page}${location.search}`);
  return Boolean(link);
}
