// The document's language, and keys that work on every page: `/` goes to the search, `g h` home.
const MENU = "[data-testid=stTopNavLink], [data-testid=stSidebarNavLink]";
const SEARCH = ".stMain [data-testid=stTextInputField]:not([placeholder=''])";
const PATIENCE = 5000; // milliseconds until a page has surely been drawn
let lastKey = "";

export default function (component) {
  document.documentElement.lang = component.data.lang;
  if (!window.vocpipeListens) {
    window.vocpipeListens = true;
    document.addEventListener("keydown", pressed);
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
