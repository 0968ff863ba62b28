/** Menus of the navigation close by Escape, which leads back to their name, and when somebody goes elsewhere. */
const open = (): HTMLDetailsElement | null => document.querySelector('details.menu[open]');

document.addEventListener('keydown', (event) => {
  const menu = open();
  if (event.key !== 'Escape' || menu === null) return;
  menu.open = false;
  menu.querySelector('summary')?.focus();
});

for (const type of ['pointerdown', 'focusin'] as const) {
  document.addEventListener(type, ({ target }) => {
    const menu = open();
    if (menu !== null && target instanceof Node && !menu.contains(target)) menu.open = false;
  });
}
