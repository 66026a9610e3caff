"use client";
import { type ReactNode, useEffect, useId, useRef } from "react";
import { classes } from "./classes.ts";

/** A native modal: focus is kept inside and returned by the browser, Esc closes. */
export function Dialog({
  title,
  wide,
  onClose,
  footer,
  children,
}: {
  title: string;
  wide?: boolean;
  onClose: () => void;
  footer: ReactNode;
  children: ReactNode;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  return (
    <dialog ref={dialog} className={classes("dialog", wide && "dialog-wide")} aria-labelledby={id} onCancel={onClose}>
      <div className="dialog-body">
        <h2 id={id}>{title}</h2>
        {children}
      </div>
      <div className="dialog-foot">{footer}</div>
    </dialog>
  );
}
