/** Focuses the control of a path, or of the nearest field around it: `sourceAddresses.0` -> `sourceAddresses`. */
export function focusField(path: string): void {
  for (let id = path; id; id = id.includes(".") ? id.slice(0, id.lastIndexOf(".")) : "") {
    const found = document.getElementById(id) ?? document.getElementById(`${id}-label`);
    if (!found) continue;
    found.focus();
    found.scrollIntoView({ block: "center" });
    return;
  }
}
