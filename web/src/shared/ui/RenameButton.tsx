import { Button, Group, Popover, Text, TextInput } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useI18n } from '@/shared/i18n';

interface Props {
  name: string;
  /** What it is called that gets another. */
  label: string;
  /** What else there is to know before. */
  about?: string;
  most: number;
  /** Whether it can do without. */
  mayBeNone?: boolean;
  isUnderWay: boolean;
  onName: (name: string) => void;
}

/** Another name, typed where the button is. */
export function RenameButton({ name, label, about, most, mayBeNone, isUnderWay, onName }: Props) {
  const { t } = useI18n();
  const [isOpen, setOpen] = useState(false);
  const [next, setNext] = useState(name);

  function save(event: FormEvent) {
    event.preventDefault();
    setOpen(false);
    if ((mayBeNone || next.trim()) && next.trim() !== name) onName(next.trim());
  }

  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" width={320} trapFocus>
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<IconPencil size={18} />}
          loading={isUnderWay}
          onClick={() => {
            setNext(name);
            setOpen(!isOpen);
          }}
        >
          {t('act.rename')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form onSubmit={save}>
          <Group gap="sm" align="flex-end" wrap="nowrap">
            <TextInput
              label={label}
              maxLength={most}
              value={next}
              onChange={(event) => setNext(event.currentTarget.value)}
              style={{ flex: 1 }}
            />
            <Button type="submit" disabled={!mayBeNone && !next.trim()}>
              {t('act.save')}
            </Button>
          </Group>
          {about && (
            <Text size="sm" c="dimmed" mt="sm">
              {about}
            </Text>
          )}
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
