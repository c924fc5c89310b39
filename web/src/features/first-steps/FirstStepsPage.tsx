import { Button, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { agenda } from '@/requests/agenda';
import type { Building } from '@/requests/building';
import { buildings } from '@/requests/buildings';
import { floors } from '@/requests/floors';
import { members } from '@/requests/members';
import { type Organisation, organisation } from '@/requests/organisation';
import { rooms } from '@/requests/rooms';
import { useAct } from '@/shared/api';
import { useI18n } from '@/shared/i18n';
import { AnchorLink, ButtonLink, Failure, Page, Rows, useToasts } from '@/shared/ui';
import classes from './first-steps.module.css';

interface Closing {
  onClose: () => void;
}

interface Props {
  /** Forms of other pages, as they are there. */
  addBuilding: (closing: Closing) => ReactNode;
  addFloor: (closing: Closing & { building: Building }) => ReactNode;
  invite: (closing: Closing) => ReactNode;
}

interface Step {
  name: 'name' | 'building' | 'floor' | 'rooms' | 'people' | 'booking';
  isDone: boolean;
  act: ReactNode;
}

/** From an empty install to the first booking; what is done is seen from what there is, so one may leave and come back. */
export function FirstStepsPage({ addBuilding, addFloor, invite }: Props) {
  const { t } = useI18n();
  const [open, setOpen] = useState<'building' | 'floor' | 'people' | null>(null);
  const shown = useQuery(organisation);
  const houses = useQuery(buildings);
  const house = houses.data?.items[0];
  const levels = useQuery({ ...floors(house?.building_id), enabled: house !== undefined });
  const inside = useQuery(rooms());
  const people = useQuery(members(''));
  const mine = useInfiniteQuery(agenda);
  if (!shown.data || !houses.data || !inside.data || !people.data) {
    return (
      <Page title={t('start.title')}>
        <Rows count={6} height={72} />
      </Page>
    );
  }

  const floor = levels.data?.items[0];
  const form = (name: typeof open) => (
    <Button onClick={() => setOpen(name)} disabled={name === 'floor' && !house}>
      {t(`start.${name ?? 'building'}-act`)}
    </Button>
  );
  const steps: Step[] = [
    { name: 'name', isDone: shown.data.named, act: <Name shown={shown.data} /> },
    { name: 'building', isDone: house !== undefined, act: form('building') },
    { name: 'floor', isDone: floor !== undefined, act: form('floor') },
    {
      name: 'rooms',
      isDone: inside.data.items.length > 0,
      act: floor && (
        <ButtonLink to="/manage/plans/$floorId" params={{ floorId: floor.floor_id }}>
          {t('start.rooms-act')}
        </ButtonLink>
      ),
    },
    { name: 'people', isDone: people.data.items.length > 1, act: form('people') },
    {
      name: 'booking',
      isDone: (mine.data?.pages[0]?.items.length ?? 0) > 0,
      act: <ButtonLink to="/book">{t('start.booking-act')}</ButtonLink>,
    },
  ];
  const next = steps.find((step) => !step.isDone);
  const close = () => setOpen(null);

  return (
    <Page title={t('start.title')} about={t(next ? 'start.about' : 'start.all-done')}>
      <ol className={classes.steps}>
        {steps.map((step, index) => (
          <li
            key={step.name}
            className={classes.step}
            data-state={step.isDone ? 'done' : step === next ? 'next' : undefined}
            aria-current={step === next ? 'step' : undefined}
          >
            <span className={classes.number} aria-hidden>
              {step.isDone ? <IconCheck size={18} stroke={2.4} /> : index + 1}
            </span>
            <div>
              <Title order={2} size="h3">
                {t(`start.${step.name}`)}
              </Title>
              <Text size="sm" c="dimmed">
                {t(step.isDone ? 'start.done' : `start.${step.name}-about`)}
              </Text>
              {step === next && <div className={classes.act}>{step.act}</div>}
            </div>
          </li>
        ))}
      </ol>
      <Text size="sm" c="dimmed" mt="lg">
        {t('start.many')} <AnchorLink to="/manage/import">{t('manage.import')}</AnchorLink>
        {' · '}
        <AnchorLink to="/manage/branding">{t('manage.branding')}</AnchorLink>
      </Text>
      {open === 'building' && addBuilding({ onClose: close })}
      {open === 'floor' && house && addFloor({ building: house, onClose: close })}
      {open === 'people' && invite({ onClose: close })}
    </Page>
  );
}

/** What everybody reads at the top of the app. */
function Name({ shown }: { shown: Organisation }) {
  const { t } = useI18n();
  const toasts = useToasts();
  const [name, setName] = useState(shown.name);
  const set = useAct('set-branding', { onDone: () => toasts.done(t('branding.saved')) });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        set.act({ name: name.trim() || null, colour: shown.colour || null });
      }}
    >
      <Stack gap="sm">
        {set.problem && <Failure problem={set.problem.problem} />}
        <Group gap="sm" align="flex-end">
          <TextInput
            label={t('branding.name')}
            maxLength={120}
            flex="1 1 240px"
            maw={400}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button type="submit" loading={set.isUnderWay} disabled={!name.trim()}>
            {t('act.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
