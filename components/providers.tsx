"use client";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { isRefusal } from "@/lib/client/api.ts";
import { ToastProvider } from "./ui/toast.tsx";

/** A refusal is an answer, not a hiccup: only what did not arrive is asked again. */
const makeClient = () =>
  new QueryClient({
    defaultOptions: {
      queries: { staleTime: 15_000, retry: (count, error) => !isRefusal(error) && count < 2 },
      // Without a network a save fails and says so: it is not put off in silence until there is one.
      mutations: { networkMode: "always" },
    },
  });

export function Providers({ children }: { children: ReactNode }) {
  const [client] = useState(makeClient);
  return (
    <QueryClientProvider client={client}>
      <ToastProvider>{children}</ToastProvider>
    </QueryClientProvider>
  );
}
