import { Button, Group, Loader, Stack, Text } from '@mantine/core';
import { IconCircleCheck, IconHourglassEmpty, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { components } from '@/api/schema';
import { ProblemError } from '@/shared/api';
import type { Draft } from '@/shared/draft';
import { useI18n } from '@/shared/i18n';
import { useWords } from '@/shared/problems';
import { useTimes } from '@/shared/time';
import { Failure } from '@/shared/ui';
import classes from './Verdict.module.css';

type Answer = components['schemas']['CheckAnswer'];

interface Props {
  answer?: Answer;
  problem: Error | null;
  isAsking: boolean;
  zone: string;
  from: string;
  to: string;
  /** Take something else instead. */
  onTake: (changes: Draft) => void;
}

/** What would become of it, in words, before anything is sent; and when it can't be, what can. */
export function Verdict({ answer, problem, isAsking, zone, from, to, onTake }: Props) {
  const { t } = useI18n();
  const times = useTimes();
  const inWords = useWords();

  if (problem instanceof ProblemError && !answer) return <Failure problem={problem.problem} zone={zone} />;
  if (!answer) return <Box tone="closed" icon={<Loader size={18} />} words={t('verdict.asking')} />;

  if (answer.verdict === 'confirmed') {
    const check = answer.check_in_by
      ? t('verdict.check-in', { time: times.time(answer.check_in_by, zone) })
      : undefined;
    return (
      <Box
        tone="free"
        icon={<IconCircleCheck />}
        words={t('verdict.free')}
        detail={check}
        isAsking={isAsking}
      />
    );
  }
  if (answer.verdict === 'pending') {
    return (
      <Box
        tone="pending"
        icon={<IconHourglassEmpty />}
        words={t('verdict.pending')}
        detail={
          answer.decide_by
            ? t('verdict.decide-by', {
                at: `${times.day(answer.decide_by, zone)}, ${times.time(answer.decide_by, zone)}`,
              })
            : undefined
        }
        isAsking={isAsking}
      />
    );
  }
  const told = answer.problem ? inWords(answer.problem as never, zone) : { title: '', detail: '' };
  const { next_free, rooms } = answer.alternatives;
  const length = Date.parse(to) - Date.parse(from);
  return (
    <Box
      tone="busy"
      icon={<IconInfoCircle />}
      words={told.title}
      detail={told.detail === told.title ? undefined : told.detail}
      isAsking={isAsking}
    >
      {(next_free.length > 0 || rooms.length > 0) && (
        <Stack gap="xs" mt="sm">
          <Text size="sm" fw={600}>
            {t('verdict.instead')}
          </Text>
          <Group gap="sm">
            {next_free.slice(0, 2).map(({ starts_at }) => {
              // It is free for longer; what is wanted is as long as before.
              const ends_at = new Date(Date.parse(starts_at) + length).toISOString();
              return (
                <Button
                  key={starts_at}
                  variant="default"
                  size="compact-md"
                  onClick={() => onTake({ from: starts_at, to: ends_at })}
                >
                  {`${times.day(starts_at, zone)}, ${times.period(starts_at, ends_at, zone)}`}
                </Button>
              );
            })}
            {rooms.map((room) => (
              <Button
                key={room.room_id}
                variant="default"
                size="compact-md"
                onClick={() => onTake({ room: room.room_id, seat: undefined, from, to })}
              >
                {room.name}
              </Button>
            ))}
          </Group>
        </Stack>
      )}
    </Box>
  );
}

interface BoxProps {
  tone: 'free' | 'pending' | 'busy' | 'closed';
  icon: ReactNode;
  words: string;
  detail?: string;
  isAsking?: boolean;
  children?: ReactNode;
}

function Box({ tone, icon, words, detail, isAsking = false, children }: BoxProps) {
  return (
    <div className={classes.verdict} data-tone={tone} data-asking={isAsking || undefined} role="status">
      <span className={classes.icon}>{icon}</span>
      <div>
        <Text fw={600}>{words}</Text>
        {detail && <Text size="sm">{detail}</Text>}
        {children}
      </div>
    </div>
  );
}
