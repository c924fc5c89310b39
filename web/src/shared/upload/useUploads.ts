import { useCallback, useEffect, useRef, useState } from 'react';
import { type Problem, ProblemError, uuid7 } from '@/shared/api';
import { unexpected } from '@/shared/api/problem';
import type { FileKind } from './limits';
import { refusalOf, send, type Uploaded } from './send';

export interface Upload {
  /** Its Idempotency-Key: tried again, it is the same upload. */
  key: string;
  file: File;
  /** From 0 to 1. */
  share: number;
  problem: Problem | null;
}

type Taken = (uploaded: Uploaded, file: File) => Promise<unknown>;

/** Uploads on their way, one after the other; what is through is handed on and gone from the list. */
export function useUploads(kind: FileKind, owner: string, onUploaded: Taken) {
  const [uploads, setUploads] = useState<Upload[]>([]);
  const underWay = useRef(new Map<string, AbortController>());
  const queue = useRef<Promise<void>>(Promise.resolve());
  const taken = useRef(onUploaded);
  taken.current = onUploaded;

  const patch = useCallback((key: string, change: Partial<Upload>) => {
    setUploads((all) => all.map((each) => (each.key === key ? { ...each, ...change } : each)));
  }, []);
  const forget = useCallback((key: string) => {
    setUploads((all) => all.filter((each) => each.key !== key));
  }, []);

  const start = useCallback(
    (key: string, file: File) => {
      const control = new AbortController();
      underWay.current.set(key, control);
      queue.current = queue.current.then(async () => {
        if (control.signal.aborted) return;
        try {
          const uploaded = await send(kind, owner, file, key, {
            signal: control.signal,
            onProgress: (share) => patch(key, { share }),
          });
          await taken.current(uploaded, file);
          forget(key);
        } catch (failure) {
          if (control.signal.aborted) return;
          // The next in the queue goes on whatever became of this one.
          if (!(failure instanceof ProblemError)) reportError(failure);
          const { problem } = failure instanceof ProblemError ? failure : unexpected(500);
          patch(key, { problem });
        } finally {
          underWay.current.delete(key);
        }
      });
    },
    [kind, owner, patch, forget],
  );

  const add = useCallback(
    (files: File[]) => {
      const wanted = files.map((file) => ({
        key: uuid7(),
        file,
        share: 0,
        problem: refusalOf(kind, file),
      }));
      setUploads((all) => [...all, ...wanted]);
      for (const { key, file, problem } of wanted) if (!problem) start(key, file);
    },
    [kind, start],
  );

  const cancel = useCallback(
    (key: string) => {
      underWay.current.get(key)?.abort();
      forget(key);
    },
    [forget],
  );

  const retry = useCallback(
    ({ key, file }: Upload) => {
      patch(key, { problem: null, share: 0 });
      start(key, file);
    },
    [patch, start],
  );

  useEffect(() => {
    const all = underWay.current;
    // Whoever leaves the page gives up what is on its way.
    return () => {
      for (const control of all.values()) control.abort();
    };
  }, []);

  return { uploads, add, cancel, retry };
}
