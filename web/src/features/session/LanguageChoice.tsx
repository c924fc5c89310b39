import { Button, Group } from '@mantine/core';
import { languages, nameOf, useI18n } from '@/shared/i18n';

/** All languages by their own names. */
export function LanguageChoice() {
  const { language, speak } = useI18n();
  return (
    <Group gap="xs" justify="center">
      {languages.map((each) => (
        <Button
          key={each}
          lang={each}
          size="compact-sm"
          variant="subtle"
          color={each === language ? undefined : 'gray'}
          aria-current={each === language}
          onClick={() => void speak(each)}
        >
          {nameOf(each)}
        </Button>
      ))}
    </Group>
  );
}
