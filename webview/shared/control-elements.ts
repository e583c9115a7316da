/**
 * Buttons and checkboxes by their neutral names. They are there and work with pointer and keyboard from the first picture on;
 * shared/controls.ts turns them into what they look like in VS Code, when it has come.
 */

export const controlPrefix = 'plan';
const buttonName = `${controlPrefix}-button`;
const checkboxName = `${controlPrefix}-checkbox`;
const dividerName = `${controlPrefix}-divider`;

/** A button that shows an icon and says `label`. */
export function iconButton(label: string, icon: Element, press: () => void): HTMLElement {
  const element = custom(buttonName, { appearance: 'icon', 'aria-label': label, title: label }, icon);
  element.addEventListener('click', press);
  standIn(element, buttonName, { role: 'button', tabindex: '0' }, () => element.click());
  return element;
}

export interface Checkbox {
  readonly element: HTMLElement;
  setChecked(on: boolean): void;
}

export function checkbox(label: string, changed: (on: boolean) => void): Checkbox {
  const element = custom(checkboxName, {}, label);
  const setChecked = (on: boolean) => {
    // Before the element is defined a property would hide the one that the definition brings.
    if (isChecked(element)) element.checked = on;
    else {
      element.toggleAttribute('checked', on);
      element.setAttribute('aria-checked', String(on));
    }
  };
  element.addEventListener('change', () => isChecked(element) && changed(element.checked));
  const toggle = () => {
    if (isChecked(element)) return;
    const on = !element.hasAttribute('checked');
    setChecked(on);
    changed(on);
  };
  element.addEventListener('click', toggle);
  standIn(element, checkboxName, { role: 'checkbox', tabindex: '0', 'aria-checked': 'false' }, toggle);
  return { element, setChecked };
}

export function divider(): HTMLElement {
  return custom(dividerName, { role: 'presentation', orientation: 'vertical' });
}

function custom(name: string, attributes: Readonly<Record<string, string>>, ...children: (Node | string)[]): HTMLElement {
  const element = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
  element.append(...children);
  return element;
}

function isChecked(element: HTMLElement): element is HTMLElement & { checked: boolean } {
  return 'checked' in element;
}

/** Role, tab stop and keys of an element until its definition brings its own. */
function standIn(element: HTMLElement, name: string, attributes: Readonly<Record<string, string>>, press: () => void): void {
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    press();
  };
  element.addEventListener('keydown', onKey);
  void customElements.whenDefined(name).then(() => {
    element.removeEventListener('keydown', onKey);
    // The definition gives a checkbox its own role and tab stop; a button has its own inside.
    if (name === buttonName) for (const attribute of Object.keys(attributes)) element.removeAttribute(attribute);
  });
}
