"use client";
/** Leaving with changes asks: links of the portal and the Back button by a dialog, the browser's other ways by its own question. */
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { useText } from "@/components/language/texts.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Dialog } from "@/components/ui/dialog.tsx";
import { guardBack } from "./back-button.ts";

/** `staysIn` parts of the path are one place: going about in it asks nothing. */
export function LeaveGuard({ count, staysIn = 9 }: { count: number; staysIn?: number }) {
  const text = useText("editor");
  const router = useRouter();
  const [wanted, setWanted] = useState<string | null>(null);
  useEffect(() => {
    let here = { address: location.pathname + location.search, state: window.history.state as unknown };
    const placeOf = (path: string) => path.split("/").slice(0, staysIn).join("/");
    const stays = (path: string) => placeOf(path) === placeOf(here.address.split("?")[0] ?? "");
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    const onClick = (event: MouseEvent) => {
      const link = (event.target as Element).closest?.("a[href]");
      if (!(link instanceof HTMLAnchorElement) || link.target || link.origin !== location.origin) return;
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0 || stays(link.pathname)) return;
      event.preventDefault();
      event.stopPropagation();
      setWanted(link.pathname + link.search);
    };
    // The address has already changed: it is put back before the router hears of it.
    const onBack = (event: PopStateEvent) => {
      if (stays(location.pathname)) {
        here = { address: location.pathname + location.search, state: event.state };
        return;
      }
      event.stopImmediatePropagation();
      const asked = location.pathname + location.search;
      window.history.pushState(here.state, "", here.address);
      setWanted(asked);
    };
    window.addEventListener("beforeunload", onUnload);
    const letBack = guardBack(onBack);
    document.addEventListener("click", onClick, true);
    return () => {
      window.removeEventListener("beforeunload", onUnload);
      letBack();
      document.removeEventListener("click", onClick, true);
    };
  }, [staysIn]);
  if (!wanted) return null;
  const footer = (
    <>
      <Button onClick={() => setWanted(null)}>{text("leaveStay")}</Button>
      <Button look="destroy" onClick={() => router.push(wanted)}>
        {text("leaveGo")}
      </Button>
    </>
  );
  return (
    <Dialog title={text("leaveTitle")} onClose={() => setWanted(null)} footer={footer}>
      <p>{text("leaveText", { count })}</p>
    </Dialog>
  );
}
