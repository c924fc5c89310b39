import { Button, ColorSwatch, Group, Stack, Text, TextInput } from '@mantine/core';
import { type CSSProperties, useState } from 'react';
import type { Organisation } from '@/requests/organisation';
import { useAct } from '@/shared/api';
import { useI18n } from '@/shared/i18n';
import { shadesOf } from '@/shared/theme/shades';
import { Failure, Section, useToasts } from '@/shared/ui';
import classes from './branding.module.css';

const HEX = /^#[0-9a-f]{6}$/i;
/** One of each hue, for who has none in mind. */
const SWATCHES = ['#3550c4', '#0b7285', '#2b8a3e', '#8a6d00', '#c2410c', '#be123c', '#86198f', '#4b5563'];
/** The shade of filled buttons (`shared/theme/theme.ts`). */
const FILLED = 7;

/** Its name, and the colour of everything that can be pressed. */
export function Look({ shown }: { shown: Organisation }) {
  const { t } = useI18n();
  const toasts = useToasts();
  const [name, setName] = useState(shown.name);
  const [colour, setColour] = useState(shown.colour);
  const set = useAct('set-branding', { onDone: () => toasts.done(t('branding.saved')) });
  const wanted = { name: name.trim(), colour: colour.trim() };
  const isSame = wanted.name === shown.name && wanted.colour.toLowerCase() === shown.colour.toLowerCase();
  const isPossible = wanted.colour === '' || HEX.test(wanted.colour);
  return (
    <Section title={t('branding.look')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          set.act({ name: wanted.name || null, colour: wanted.colour.toLowerCase() || null });
        }}
      >
        <Stack gap="md" align="flex-start">
          {set.problem && <Failure problem={set.problem.problem} />}
          <TextInput
            label={t('branding.name')}
            description={t('branding.name-about')}
            maxLength={120}
            w="100%"
            maw={400}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <TextInput
            label={t('branding.colour')}
            description={t('branding.colour-about')}
            placeholder="#3550c4"
            maxLength={7}
            w="100%"
            maw={400}
            leftSection={isPossible && wanted.colour && <ColorSwatch color={wanted.colour} size={20} />}
            value={colour}
            onChange={(event) => setColour(event.currentTarget.value)}
          />
          <Group gap="sm">
            {SWATCHES.map((each) => (
              <ColorSwatch
                key={each}
                component="button"
                type="button"
                color={each}
                size={32}
                aria-label={each}
                aria-pressed={each === wanted.colour}
                onClick={() => setColour(each)}
              />
            ))}
          </Group>
          {HEX.test(wanted.colour) && <Sample name={wanted.name || shown.name} colour={wanted.colour} />}
          <Button type="submit" disabled={isSame || !isPossible} loading={set.isUnderWay}>
            {t('act.save')}
          </Button>
        </Stack>
      </form>
    </Section>
  );
}

/** A corner of the app in that colour, in the light and in the dark. */
function Sample({ name, colour }: { name: string; colour: string }) {
  const { t } = useI18n();
  return (
    <figure className={classes.samples}>
      <Text component="figcaption" size="sm" c="dimmed">
        {t('branding.sample')}
      </Text>
      {(['light', 'dark'] as const).map((scheme) => (
        <div
          key={scheme}
          className={classes.sample}
          style={{ colorScheme: scheme, '--sample': shadesOf(colour)[FILLED] } as CSSProperties}
        >
          <span className={classes.mark} aria-hidden>
            {name.charAt(0).toLocaleUpperCase()}
          </span>
          <span className={classes.name}>{name}</span>
          <span className={classes.button}>{t('branding.sample-act')}</span>
        </div>
      ))}
    </figure>
  );
}
