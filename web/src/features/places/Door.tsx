import { Button, Code, CopyButton, Group, Stack, Text } from '@mantine/core';
import { IconDownload, IconRefresh } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { Room } from '@/requests/room';
import { roomCode } from '@/requests/room-code';
import { useAct } from '@/shared/api';
import { useI18n } from '@/shared/i18n';
import { qrCode } from '@/shared/qr';
import { Loaded, Rows, Section, useToasts } from '@/shared/ui';
import classes from './Door.module.css';

interface Props {
  room: Room;
  mayRotate: boolean;
}

/** The code to hang at the door: whoever scans it checks in to their own booking. */
export function Door({ room, mayRotate }: Props) {
  const { t } = useI18n();
  const toasts = useToasts();
  const found = useQuery(roomCode(room.room_id));
  const rotate = useAct('rotate-room-code', {
    onDone: () => toasts.done(t('manage.code-rotated')),
    onRefused: toasts.failed,
  });
  return (
    <Section title={t('manage.door')} about={t('manage.door-about')}>
      <Loaded of={found} skeleton={<Rows count={1} height={168} />}>
        {({ path }) => {
          const address = window.location.origin + path;
          const image = qrCode(address, 2);
          return (
            <Group gap="lg" align="flex-start">
              <img
                src={image}
                alt={t('manage.door-code')}
                width={168}
                height={168}
                className={classes.code}
              />
              <Stack gap="md" style={{ flex: '1 1 240px', minWidth: 0 }}>
                <Code className={classes.address}>{address}</Code>
                <Group gap="sm">
                  <Button
                    component="a"
                    variant="default"
                    href={image}
                    download={`${room.name}.svg`}
                    leftSection={<IconDownload size={18} />}
                  >
                    {t('manage.download-code')}
                  </Button>
                  <CopyButton value={address}>
                    {({ copied, copy }) => (
                      <Button variant="default" onClick={copy}>
                        {t(copied ? 'act.copied' : 'act.copy')}
                      </Button>
                    )}
                  </CopyButton>
                  {mayRotate && (
                    <Button
                      variant="subtle"
                      color="red"
                      leftSection={<IconRefresh size={18} />}
                      loading={rotate.isUnderWay}
                      onClick={() => rotate.act({ room_id: room.room_id })}
                    >
                      {t('manage.rotate-code')}
                    </Button>
                  )}
                </Group>
                {mayRotate && (
                  <Text size="sm" c="dimmed">
                    {t('manage.rotate-about')}
                  </Text>
                )}
              </Stack>
            </Group>
          );
        }}
      </Loaded>
    </Section>
  );
}
