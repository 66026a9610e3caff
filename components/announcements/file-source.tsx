"use client";
import { useId, useRef, useState } from "react";
import { useText } from "@/components/language/texts.tsx";
import { Button } from "@/components/ui/button.tsx";
import { nameOf } from "@/lib/client/file-name.ts";
import type { SourceProps } from "./source-props.ts";

export function FileSource({ onRaw }: SourceProps) {
  const text = useText("announcements");
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [chosen, setChosen] = useState("");
  const convert = async (file: File | undefined) => {
    if (!file) return;
    setChosen(file.name);
    setBusy(true);
    await onRaw(file, nameOf(file));
    setBusy(false);
  };
  return (
    <div>
      <span className="label">{text("file")}</span>
      {/* The browser's own file field speaks the browser's language. */}
      <div className="row row-3">
        <Button icon="upload" aria-describedby={`${id}-hint`} onClick={() => input.current?.click()}>
          {text("chooseFile")}
        </Button>
        <span className="muted small break-anywhere">{chosen}</span>
      </div>
      <input
        ref={input}
        type="file"
        accept="audio/*"
        hidden
        aria-label={text("file")}
        onChange={(event) => void convert(event.target.files?.[0])}
      />
      <p className="hint" id={`${id}-hint`} role="status">
        {busy ? text("converting") : text("fileHint")}
      </p>
    </div>
  );
}
