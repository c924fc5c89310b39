import { ActionIcon, Button, Progress, Text } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useI18n } from '@/shared/i18n';
import { useWords } from '@/shared/problems';
import classes from './upload.module.css';
import type { Upload } from './useUploads';

interface Props {
  upload: Upload;
  onCancel: () => void;
  onRetry: () => void;
}

/** One upload: what it is, how far it has come, or why it was refused. */
export function UploadRow({ upload, onCancel, onRetry }: Props) {
  const { t } = useI18n();
  const inWords = useWords();
  const preview = usePreview(upload.file);
  const { file, share, problem } = upload;
  const told = problem && inWords(problem);
  const percent = Math.round(share * 100);
  return (
    <li className={classes.row} data-refused={problem ? true : undefined}>
      <img
        src={preview}
        alt=""
        className={classes.preview}
        onError={(event) => event.currentTarget.remove()}
      />
      <div className={classes.what}>
        <Text size="sm" fw={550} truncate title={file.name}>
          {file.name}
        </Text>
        {told ? (
          <Text size="sm" c="red" role="alert">
            {told.title === told.detail ? told.title : `${told.title}. ${told.detail}`}
          </Text>
        ) : (
          <>
            <Progress value={percent} size="sm" aria-label={t('upload.progress-of', { name: file.name })} />
            <Text size="xs" c="dimmed" className="tabular">
              {share < 1 ? t('upload.sent', { percent }) : t('upload.checked')}
            </Text>
          </>
        )}
      </div>
      {problem && (problem.status >= 500 || problem.status === 0) && (
        <Button size="compact-sm" variant="default" onClick={onRetry}>
          {t('act.try-again')}
        </Button>
      )}
      <ActionIcon
        variant="subtle"
        color="gray"
        size={36}
        aria-label={t(problem ? 'upload.dismiss' : 'upload.cancel', { name: file.name })}
        onClick={onCancel}
      >
        <IconX size={18} />
      </ActionIcon>
    </li>
  );
}

/** What is being uploaded, as the browser has it already. */
function usePreview(file: File): string | undefined {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(file);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return address;
}
