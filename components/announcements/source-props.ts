export interface SourceProps {
  /** A sound as it came; `name`: what the announcement may be called. */
  onRaw: (raw: Blob, name?: string) => Promise<void>;
  onFault: (words: string) => void;
}
