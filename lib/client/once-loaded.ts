/** Begins `load` when the page stands and the browser has nothing else to do; returns how to stop. */
export function onceLoaded(load: () => void): () => void {
  const afterLoad = () => (window.requestIdleCallback ? window.requestIdleCallback(load) : window.setTimeout(load, 200));
  if (document.readyState === "complete") afterLoad();
  else window.addEventListener("load", afterLoad, { once: true });
  return () => window.removeEventListener("load", afterLoad);
}
