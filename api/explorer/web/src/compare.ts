// On the pages that compare: a button that opens all that is folded, addresses without empty fields,
// and cells that come out from under the head and the first column when they get the focus by keyboard.
for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-opens]")) {
  const folded = () => document.querySelectorAll<HTMLDetailsElement>(`#${button.dataset.opens} details`);
  let isOpen = false;
  button.hidden = folded().length === 0;
  button.addEventListener("click", () => {
    isOpen = !isOpen;
    for (const details of folded()) details.open = isOpen;
    const said = button.dataset.other ?? "";
    button.dataset.other = button.textContent ?? "";
    button.textContent = said;
  });
}

for (const form of document.querySelectorAll<HTMLFormElement>("main form")) {
  form.addEventListener("formdata", ({ formData }) => {
    for (const name of new Set(formData.keys())) {
      const filled = formData.getAll(name).filter((value) => value !== "");
      formData.delete(name);
      for (const value of filled) formData.append(name, value);
    }
  });
}

for (const matrix of document.querySelectorAll<HTMLElement>(".matrix")) {
  matrix.addEventListener("focusin", ({ target }) => {
    if (!(target instanceof Element) || target === matrix || !target.matches(":focus-visible")) return;
    target.scrollIntoView({ block: "nearest", inline: "nearest" });
  });
}
