// Buttons `data-copies="id"` copy the text of an element, and say that they did.
export function copyOnClick(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-copies]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const source = document.getElementById(button.dataset.copies ?? "");
      await navigator.clipboard.writeText(source?.textContent?.trim() ?? "");
      const said = button.nextElementSibling;
      if (said) said.textContent = button.dataset.said ?? "";
    });
  }
}
