"use client";
/** Short news at the lower edge. Never for an error in a field: that stands under the field. */
import { createContext, type ReactNode, use, useCallback, useMemo, useRef, useState } from "react";
import { useText } from "@/components/language/texts.tsx";
import { IconButton } from "./button.tsx";
import { Icon } from "./icon.tsx";

export interface Toast {
  tone: "ok" | "bad";
  title: string;
  detail?: string;
  /** Later news of the same takes its place: what was saved in the end has not failed. */
  about?: string;
}

const ToastContext = createContext<(toast: Toast) => void>(() => {});

export const useToast = () => use(ToastContext);

/** A failure stays until it is closed. */
const shownMs = 6000;

export function ToastProvider({ children }: { children: ReactNode }) {
  const text = useText("common");
  const [toasts, setToasts] = useState<(Toast & { id: number })[]>([]);
  const last = useRef(0);
  const close = useCallback((id: number) => setToasts((all) => all.filter((toast) => toast.id !== id)), []);
  const show = useCallback(
    (toast: Toast) => {
      last.current += 1;
      const id = last.current;
      setToasts((all) => [...all.filter(({ about }) => !about || about !== toast.about).slice(-2), { ...toast, id }]);
      if (toast.tone === "ok") setTimeout(() => close(id), shownMs);
    },
    [close],
  );
  const region = useMemo(
    () =>
      toasts.map(({ id, tone, title, detail }) => (
        <div key={id} className="toast">
          <Icon name={tone === "ok" ? "okRing" : "error"} tone={`tone-${tone}`} />
          <div className="grow">
            <b className="strong">{title}</b>
            {detail && <p className="small">{detail}</p>}
          </div>
          <IconButton icon="close" small label={text("closeNotice")} onClick={() => close(id)} />
        </div>
      )),
    [toasts, text, close],
  );
  return (
    <ToastContext value={show}>
      {children}
      <div className="toasts" role="status">
        {region}
      </div>
    </ToastContext>
  );
}
