import { Button, Group, Stack } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useMe } from '@/requests/me';
import { useSetAvatar } from '@/requests/set-avatar';
import { useI18n } from '@/shared/i18n';
import { Failure, problemOf, useToasts } from '@/shared/ui';
import { UploadField } from '@/shared/upload';

/** The picture by which others know the reader. */
export function MyPicture() {
  const { t } = useI18n();
  const who = useMe();
  const toasts = useToasts();
  const set = useSetAvatar();
  return (
    <Stack gap="sm" mt="md">
      {set.error && <Failure problem={problemOf(set.error)} />}
      <UploadField
        kind="avatar"
        owner={who.member_id}
        label={t(who.avatar_url ? 'profile.other-picture' : 'profile.add-picture')}
        onUploaded={async ({ file_id }) => {
          await set.mutateAsync(file_id);
          toasts.done(t('profile.picture-set'));
        }}
      />
      {who.avatar_url && (
        <Group>
          <Button
            variant="subtle"
            color="gray"
            leftSection={<IconTrash size={18} />}
            loading={set.isPending}
            onClick={() => set.mutate(null)}
          >
            {t('profile.remove-picture')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}
