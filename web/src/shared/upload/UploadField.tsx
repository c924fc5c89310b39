import { Button, FileButton, Text } from '@mantine/core';
import { IconPhotoPlus } from '@tabler/icons-react';
import { type DragEvent, useEffect, useRef, useState } from 'react';
import { useI18n } from '@/shared/i18n';
import { type FileKind, LIMITS, typesOf } from './limits';
import type { Uploaded } from './send';
import { UploadRow } from './UploadRow';
import classes from './upload.module.css';
import { useUploads } from './useUploads';

interface Props {
  kind: FileKind;
  /** Whose file it will be: the room, the building, the organisation, the member, the booking. */
  owner: string;
  /** What the button says; several words name what is uploaded. */
  label: string;
  /** How many more there may be; one replaces what is there. */
  most?: number;
  /** It is uploaded: name it in a command. What that throws stands at the upload. */
  onUploaded: (uploaded: Uploaded) => Promise<unknown>;
}

const MEGABYTE = 1_000_000;

/** Pictures by choosing, dropping or pasting them, each with its progress, and with words where it was refused. */
export function UploadField({ kind, owner, label, most = 1, onUploaded }: Props) {
  const { t } = useI18n();
  const forgetChoice = useRef<() => void>(null);
  const [isOver, setOver] = useState(false);
  const [leftOut, setLeftOut] = useState<string[]>([]);
  const { uploads, add, cancel, retry } = useUploads(kind, owner, (uploaded) => {
    setLeftOut(uploaded.left_out);
    return onUploaded(uploaded);
  });
  const { mostBytes, maySvg } = LIMITS[kind];
  const isBusy = most === 1 && uploads.some((each) => !each.problem);

  function take(files: File[]) {
    if (files.length === 0 || isBusy) return;
    setLeftOut([]);
    for (const each of uploads) if (each.problem) cancel(each.key);
    add(files.slice(0, most));
  }

  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length === 0) return;
      event.preventDefault();
      take(files);
    };
    document.addEventListener('paste', onPaste);
    return () => document.removeEventListener('paste', onPaste);
  });

  function onDrop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    take([...event.dataTransfer.files]);
  }

  return (
    <div className={classes.field}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is one way of three; the button is for keys */}
      <div
        className={classes.zone}
        data-over={isOver || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
      >
        <FileButton
          multiple
          accept={typesOf(kind).join(',')}
          onChange={(files) => {
            take(files);
            // The same file once more, after it was refused, is a choice as well.
            forgetChoice.current?.();
          }}
          resetRef={forgetChoice}
        >
          {(props) => (
            <Button
              {...props}
              variant="default"
              disabled={isBusy}
              leftSection={<IconPhotoPlus size={18} aria-hidden />}
            >
              {label}
            </Button>
          )}
        </FileButton>
        <Text size="sm" c="dimmed" className={classes.advice}>
          {t('upload.or-drop')}{' '}
          {t(maySvg ? 'upload.takes-svg' : 'upload.takes', { most: mostBytes / MEGABYTE })}
        </Text>
      </div>
      {uploads.length > 0 && (
        <ul className={classes.rows}>
          {uploads.map((upload) => (
            <UploadRow
              key={upload.key}
              upload={upload}
              onCancel={() => cancel(upload.key)}
              onRetry={() => retry(upload)}
            />
          ))}
        </ul>
      )}
      {leftOut.length > 0 && (
        <Text size="sm" role="status">
          {t('upload.left-out', { what: leftOut.join(', ') })}
        </Text>
      )}
    </div>
  );
}
