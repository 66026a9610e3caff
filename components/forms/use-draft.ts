"use client";
/**
 * A document while it is edited: what was typed, what differs from what is saved, which rules it breaks. A save that meets another's
 * takes his changes in and leaves mine; nothing typed is lost.
 */
import { useMutation } from "@tanstack/react-query";
import { useEffect, useMemo, useRef, useState } from "react";
import type * as z from "zod";
import { useErrorText, useText } from "@/components/language/texts.tsx";
import { useToast } from "@/components/ui/toast.tsx";
import { Refusal } from "@/lib/client/api.ts";
import { changedKeys, mergeDraft } from "@/lib/client/merge-draft.ts";
import { ownSave } from "@/lib/client/own-save.ts";
import { type FieldProblem, fieldProblems } from "@/lib/domain/field-problem.ts";
import { focusField } from "./focus-field.ts";
import { useOneAtATime } from "./use-one-at-a-time.ts";

type Key<T> = keyof T & string;

export interface DraftOptions<T extends object, R> {
  /** As saved; null while it is being made. */
  record: R | null;
  draftOf: (record: R) => T;
  /** What a new one begins with. */
  empty: T;
  /** Loaded when the first field is changed: the page stands without them. */
  rules: () => Promise<z.ZodType>;
  /** @throws Refusal */
  send: (draft: T, record: R | null) => Promise<R>;
  onSaved?: (record: R) => void;
  /** Said when it is made: what was added. */
  added?: (record: R) => string;
}

export interface DraftField<V> {
  /** Its path in the document, and the id of its control. */
  id: string;
  value: V;
  /** Undefined: nothing is saved yet. */
  saved: V | undefined;
  changed: boolean;
  /** What is saved is another administrator's, who saved while I was typing. */
  theirs: boolean;
  problems: FieldProblem[];
  change: (value: V) => void;
}

export interface Draft<T extends object> {
  value: T;
  changes: Key<T>[];
  problems: FieldProblem[];
  conflicts: Key<T>[];
  /** Another's changes came in. */
  merged: boolean;
  busy: boolean;
  field<K extends Key<T>>(key: K): DraftField<T[K]>;
  submit: () => void;
  discard: () => void;
}

export function useDraft<T extends object, R>({
  record: first,
  draftOf,
  empty,
  rules,
  send,
  onSaved,
  added,
}: DraftOptions<T, R>): Draft<T> {
  const common = useText("common");
  const errors = useText("errors");
  const errorText = useErrorText();
  const toast = useToast();
  const [record, setRecord] = useState(first);
  const base = useMemo(() => (record ? draftOf(record) : empty), [record, draftOf, empty]);
  const [value, setValue] = useState<T>(base);
  const latest = useRef(value);
  latest.current = value;
  const [attempted, setAttempted] = useState(false);
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const [broken, setBroken] = useState<FieldProblem[]>([]);
  const [refused, setRefused] = useState<FieldProblem[]>([]);
  const [other, setOther] = useState<{ conflicts: Key<T>[] } | null>(null);

  const looked = attempted || touched.size > 0;
  useEffect(() => {
    if (!looked) return;
    let stale = false;
    rules().then(
      (schema) => !stale && setBroken(problemsOf(schema, value)),
      () => undefined,
    );
    return () => {
      stale = true;
    };
  }, [value, looked, rules]);

  const [saveOver] = useState(() => ownSave<T, R>({ contentOf: draftOf, changed: changedKeys }));
  const mutation = useMutation({
    mutationFn: ({ checked }: { checked: T; typed: T }) => (record ? saveOver(checked, record, send) : send(checked, null)),
    onSuccess: (saved, { typed }) => {
      // What was typed while the save was on its way stays, as a change.
      setValue(mergeDraft(typed, latest.current, draftOf(saved)).merged);
      setRecord(saved);
      begin();
      toast({ tone: "ok", title: (!record && added?.(saved)) || common("saved"), detail: common("savedDetail"), about: "save" });
      onSaved?.(saved);
    },
    onError: (error) => meet(error instanceof Refusal ? error : new Refusal({ code: "unknown" })),
  });

  function begin() {
    setAttempted(false);
    setTouched(new Set());
    setBroken([]);
    setRefused([]);
    setOther(null);
  }

  function meet(refusal: Refusal) {
    if (refusal.code === "changedByAnother" && refusal.current) {
      const current = refusal.current as R;
      const { merged, conflicts } = mergeDraft(base, latest.current, draftOf(current));
      setRecord(current);
      setValue(merged);
      setOther({ conflicts });
      return;
    }
    // The dialog over the page asks to sign in; what was typed waits for another Save.
    if (refusal.code === "unauthenticated") return;
    setRefused(refusal.fields);
    const [problem] = refusal.fields;
    if (problem) focusField(problem.path);
    else
      toast({
        tone: "bad",
        title: errors("saveFailed"),
        detail: errorText(refusal.code, { where: refusal.usedBy.join(", ") }),
        about: "save",
      });
  }

  const submit = useOneAtATime(attempt);

  async function attempt() {
    setAttempted(true);
    setRefused([]);
    // Without the rules (no connection) the server is left to judge.
    const schema = await rules().catch(() => null);
    const result = schema?.safeParse(value) ?? { success: true as const, data: value };
    if (result.success) return mutation.mutateAsync({ checked: result.data as T, typed: value }).catch(() => undefined);
    const problems = fieldProblems(result.error);
    setBroken(problems);
    focusField(problems[0]?.path ?? "");
  }

  const changes = changedKeys(base, value);
  const shown = [...broken.filter(({ path }) => attempted || touched.has(keyOf(path))), ...refused];

  function field<K extends Key<T>>(key: K): DraftField<T[K]> {
    return {
      id: key,
      value: value[key],
      saved: record ? base[key] : undefined,
      changed: record !== null && changes.includes(key),
      theirs: other?.conflicts.includes(key) ?? false,
      problems: shown.filter(({ path }) => keyOf(path) === key),
      change: (next) => {
        setValue((now) => ({ ...now, [key]: next }));
        setTouched((now) => new Set([...now, key]));
        setRefused((now) => now.filter(({ path }) => keyOf(path) !== key));
      },
    };
  }

  const discard = () => {
    setValue(base);
    begin();
  };
  return {
    ...{ value, changes, field, discard },
    problems: shown,
    conflicts: other?.conflicts ?? [],
    merged: other !== null,
    busy: mutation.isPending,
    submit: () => void submit(),
  };
}

const keyOf = (path: string) => path.split(".")[0] ?? "";

function problemsOf(schema: z.ZodType, value: unknown): FieldProblem[] {
  const result = schema.safeParse(value);
  return result.success ? [] : fieldProblems(result.error);
}

/** A value inside a field's value: `registration` -> `registration.user`. */
export function inside<V extends object, K extends keyof V & string>(field: DraftField<V>, key: K): DraftField<V[K]> {
  const id = `${field.id}.${key}`;
  return {
    ...field,
    id,
    value: field.value[key],
    saved: field.saved?.[key],
    changed: field.saved !== undefined && !Object.is(field.saved?.[key], field.value[key]),
    problems: field.problems.filter(({ path }) => path === id || path.startsWith(`${id}.`)),
    change: (next) => field.change({ ...field.value, [key]: next }),
  };
}
