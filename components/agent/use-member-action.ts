"use client";
/** What one does to one's own state. The live view shows the result; nothing is assumed before. */
import { useMutation } from "@tanstack/react-query";
import { useSignedIn } from "@/components/frame/reader.tsx";
import { useErrorText } from "@/components/language/texts.tsx";
import { useToast } from "@/components/ui/toast.tsx";
import { Refusal } from "@/lib/client/api.ts";
import { changeMemberState } from "@/lib/client/members.ts";
import type { MemberAction } from "@/lib/domain/live.ts";

export function useMemberAction() {
  const { userId } = useSignedIn();
  const errorText = useErrorText();
  const toast = useToast();
  return useMutation({
    mutationFn: (change: MemberAction) => changeMemberState(userId, change),
    onError: (error) => toast({ tone: "bad", title: errorText(error instanceof Refusal ? error.code : "unknown") }),
  });
}
