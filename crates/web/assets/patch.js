// Makes one tree of elements like another by touching only what differs, so that caret, focus and open notes stay.
// Elements with the same data-key are the same element.
const OWN = new Set(["style", "open", "hidden", "value", "data-lit", "data-own", "tabindex"]);

// Classes that scripts set; the server knows nothing of them.
const STATES = ["reading", "vast", "lit"];

// What a person types or ticks belongs to them; hidden fields belong to the page.
const isField = (node) => /^(INPUT|TEXTAREA|SELECT)$/.test(node.nodeName) && node.type !== "hidden";

const keyOf = (node) => node.dataset?.key;

const alike = (a, b) => a.nodeType === b.nodeType && a.nodeName === b.nodeName && keyOf(a) === keyOf(b);

function attributes(now, next) {
  for (const { name } of [...now.attributes]) {
    if (!next.hasAttribute(name) && !OWN.has(name) && name !== "class") now.removeAttribute(name);
  }
  const classes = [next.getAttribute("class"), ...STATES.filter((state) => now.classList.contains(state))].filter(Boolean).join(" ");
  if ((now.getAttribute("class") ?? "") !== classes) now.setAttribute("class", classes);
  for (const { name, value } of next.attributes) {
    if (name === "class" || (OWN.has(name) && !(name === "value" && !isField(now)))) continue;
    if (now.getAttribute(name) !== value) now.setAttribute(name, value);
  }
}

function children(now, next) {
  const fresh = [...next.childNodes];
  const old = [...now.childNodes];
  // The same at either end stays untouched.
  while (fresh.length && old.length && old[0].isEqualNode(fresh[0])) (old.shift(), fresh.shift());
  let end = null;
  while (fresh.length && old.length && old.at(-1).isEqualNode(fresh.at(-1))) (end = old.pop(), fresh.pop());
  const keyed = new Map(old.filter(keyOf).map((node) => [keyOf(node), node]));
  const wanted = new Set(fresh.map(keyOf).filter(Boolean));
  let at = old[0] ?? end;
  for (const node of fresh) {
    const key = keyOf(node);
    // Elements that are going away must not be taken for one that stays.
    while (at && at !== end && keyOf(at) && !wanted.has(keyOf(at))) {
      const gone = at;
      at = at.nextSibling;
      gone.remove();
    }
    const same = key ? keyed.get(key) : at && at !== end && alike(at, node) ? at : null;
    if (!same || !alike(same, node)) {
      now.insertBefore(node, at ?? null);
    } else {
      if (same === at) at = at.nextSibling;
      else now.insertBefore(same, at ?? null);
      patch(same, node);
    }
  }
  while (at && at !== end) {
    const gone = at;
    at = at.nextSibling;
    gone.remove();
  }
}

export function patch(now, next) {
  if (now.nodeType !== Node.ELEMENT_NODE) {
    if (now.data !== next.data) now.data = next.data;
    return;
  }
  if (now.isEqualNode(next)) return;
  attributes(now, next);
  if (isField(now) && now.nodeName !== "SELECT") return;
  const chosen = now.nodeName === "SELECT" ? now.value : null;
  children(now, next);
  if (chosen !== null) now.value = chosen;
}
