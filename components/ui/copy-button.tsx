"use client";
import { useState } from "react";
import { useText } from "@/components/language/texts.tsx";
import { Button } from "./button.tsx";

/** Copies a text and says so. */
export function CopyButton({ value, label }: { value: string; label: string }) {
  const common = useText("common");
  const [done, setDone] = useState(false);
  const copy = () =>
    navigator.clipboard.writeText(value).then(
      () => setDone(true),
      () => setDone(false),
    );
  return (
    <Button small icon={done ? "check" : "copy"} aria-label={`${common("copy")}: ${label}`} onClick={() => void copy()}>
      {common(done ? "copied" : "copy")}
    </Button>
  );
}
