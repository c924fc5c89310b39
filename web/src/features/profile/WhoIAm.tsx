import {
  Avatar,
  Badge,
  Group,
  SegmentedControl,
  Stack,
  Switch,
  Text,
  useMantineColorScheme,
} from '@mantine/core';
import { useMe } from '@/requests/me';
import { languages, nameOf, useI18n } from '@/shared/i18n';
import { useContrast } from '@/shared/theme/appearance';
import { Section } from '@/shared/ui';
import { MyPicture } from './MyPicture';

/** Name, roles and groups; how things should look and in which language. */
export function WhoIAm() {
  const { t, language, speak } = useI18n();
  const who = useMe();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const [more, setMore] = useContrast();
  return (
    <>
      <Section title={t('profile.who')}>
        <Group gap="md">
          <Avatar src={who.avatar_url} alt="" name={who.name} color="initials" size={56} />
          <div>
            <Text fw={600}>{who.name}</Text>
            <Group gap={4} mt={4}>
              {who.roles.map((role) => (
                <Badge key={role} variant="light" tt="none">
                  {t(`role.${role}`)}
                </Badge>
              ))}
              {who.groups.map((group) => (
                <Badge key={group} variant="light" color="gray" tt="none">
                  {group}
                </Badge>
              ))}
            </Group>
          </div>
        </Group>
        <MyPicture />
      </Section>
      <Section title={t('profile.preferences')}>
        <Stack gap="md" align="flex-start">
          <div>
            <Text size="sm" fw={500} mb={4}>
              {t('appearance.label')}
            </Text>
            <SegmentedControl
              aria-label={t('appearance.label')}
              value={colorScheme}
              onChange={(value) => setColorScheme(value as 'auto' | 'light' | 'dark')}
              data={[
                { value: 'auto', label: t('appearance.auto') },
                { value: 'light', label: t('appearance.light') },
                { value: 'dark', label: t('appearance.dark') },
              ]}
            />
          </div>
          <Switch
            label={t('appearance.contrast')}
            checked={more}
            onChange={(event) => setMore(event.currentTarget.checked)}
          />
          <div>
            <Text size="sm" fw={500} mb={4}>
              {t('profile.language')}
            </Text>
            <SegmentedControl
              aria-label={t('profile.language')}
              value={language}
              onChange={(next) => void speak(next)}
              data={languages.map((each) => ({ value: each, label: nameOf(each) }))}
            />
          </div>
        </Stack>
      </Section>
    </>
  );
}
