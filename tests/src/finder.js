// Finds elements as a person does: what can be seen, by its role and its accessible name.
//
// Called with (role, name, how, scope): `how` is "is", "has" or "starts"; `scope` is [role, name] of
// what it lies in, or null. Returns [elements that match, the names of all others of that role].
const [role, wanted, how, scope] = arguments;

const FIELDS =
  'input:not([type=hidden]):not([type=button]):not([type=submit]):not([type=radio]):not([type=checkbox]):not([type=file]), ' +
  "textarea, select, [role=textbox], [role=combobox], [role=searchbox], [contenteditable=true]";
const SELECTORS = {
  alert: "[role=alert]",
  button: "button:not([role]), [role=button], input[type=button], input[type=submit], summary",
  checkbox: "input[type=checkbox]:not([role]), [role=checkbox]",
  dialog: "dialog[open], [role=dialog], [role=alertdialog]",
  field: FIELDS,
  file: "input[type=file]",
  group: "fieldset, [role=group], [role=radiogroup]",
  heading: "h1, h2, h3, h4, h5, h6, [role=heading]",
  img: "img, [role=img]",
  link: "a[href]:not([role]), [role=link]",
  listitem: "li, [role=listitem]",
  navigation: "nav, [role=navigation]",
  option: "[role=option], option",
  radio: "input[type=radio], [role=radio]",
  region: "section[aria-label], section[aria-labelledby], [role=region]",
  status: "[role=status], output",
  switch: "[role=switch]",
  tab: "[role=tab]",
  // What a tap chooses: whichever of these the app uses for it.
  choice: "input[type=radio], [role=radio], button[aria-pressed], [role=tab], [role=option], [role=switch], input[type=checkbox]",
};

const tidy = (text) => text.replace(/\s+/g, " ").trim();

function words(node) {
  if (node.nodeType === Node.TEXT_NODE) return node.nodeValue;
  if (node.nodeType !== Node.ELEMENT_NODE) return "";
  if (node.ariaHidden === "true" || node.hidden || node.localName === "style" || node.localName === "script") return "";
  if (!node.checkVisibility({ visibilityProperty: true })) return "";
  if (node.ariaLabel) return node.ariaLabel;
  if (node.localName === "img") return node.alt;
  if (node.localName === "svg") return node.querySelector("title")?.textContent ?? "";
  const inner = [...node.childNodes].map(words).join("");
  return getComputedStyle(node).display.startsWith("inline") ? inner : ` ${inner} `;
}

function name(element) {
  const by = element.getAttribute("aria-labelledby");
  const referred = (by ?? "").split(/\s+/).map((id) => id && document.getElementById(id)).filter(Boolean);
  if (referred.length) return tidy(referred.map((other) => other.textContent).join(" "));
  if (element.ariaLabel) return tidy(element.ariaLabel);
  if (element.labels?.length) return tidy([...element.labels].map(words).join(" "));
  if (element.localName === "fieldset") return tidy(element.querySelector("legend")?.textContent ?? "");
  if (element.localName === "img") return tidy(element.alt);
  const content = element.matches(FIELDS) ? "" : tidy(words(element));
  return content || tidy(element.title || element.getAttribute("placeholder") || "");
}

function canBeSeen(element) {
  // Files are chosen by their label or by a button that stands for the input.
  if (element.matches("input[type=file]")) return true;
  if (element.closest("[inert], [aria-hidden=true]")) return false;
  return element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;
}

// What lies under a modal dialog cannot be reached; the dialog itself can, and is a scope as well.
const modal = [...document.querySelectorAll("dialog:modal")].pop();
const reachable = modal ? [modal, ...modal.querySelectorAll("*")] : [...document.querySelectorAll("*")];
const all = (of) => reachable.filter((one) => one.matches(SELECTORS[of] ?? of) && canBeSeen(one));
const scopes = scope && all(scope[0]).filter((one) => name(one) === scope[1]);

const fits = {
  is: (its) => its === wanted,
  has: (its) => its.includes(wanted),
  starts: (its) => its.startsWith(wanted),
}[how];
const lies = (one) => !scopes || scopes.some((outer) => outer !== one && outer.contains(one));
const candidates = all(role).filter(lies);
const names = candidates.map(name);
// A small box is hit by its label.
const hit = (element) => (element.matches("input[type=radio], input[type=checkbox]") && element.labels[0]) || element;
return [candidates.filter((_, i) => fits(names[i])).map(hit), names];
