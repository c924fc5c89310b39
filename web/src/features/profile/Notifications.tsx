import { Select, Switch, Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { components } from '@/api/schema';
import { notificationChoices, useChooseNotifications } from '@/requests/notification-choices';
import { useI18n } from '@/shared/i18n';
import { useTimes } from '@/shared/time';
import { Failure, Loaded, Rows, Section, useToasts } from '@/shared/ui';

type Chosen = components['schemas']['ChosenNotifications'];
type Choices = NonNullable<components['schemas']['ChooseNotifications']['choices']>;
type Subject = components['schemas']['Subject'];
type Mail = 'now' | 'daily' | 'off';

const SUBJECTS: Subject[] = ['bookings', 'decisions', 'waitlist', 'series', 'approvals', 'reminders', 'own'];
const MAIL: Mail[] = ['now', 'daily', 'off'];
const REMINDERS = [0, 5, 10, 15, 30, 60, 120];

/** What reaches the inbox and what comes by mail, subject by subject. */
export function Notifications() {
  const { t } = useI18n();
  const chosen = useQuery(notificationChoices);
  return (
    <Section title={t('choices.title')} about={t('choices.about')}>
      <Loaded of={chosen} skeleton={<Rows count={4} height={40} />}>
        {(data) => <Choosing chosen={data} />}
      </Loaded>
    </Section>
  );
}

function Choosing({ chosen }: { chosen: Chosen }) {
  const { t, language } = useI18n();
  const times = useTimes();
  const toasts = useToasts();
  const choose = useChooseNotifications(() => toasts.done(t('toast.saved')));
  // Letters come in the language in which this is chosen, where the server has it.
  const letters = language === 'ru' ? 'ru' : 'en';
  const remind = (reminder_minutes: number) =>
    choose.mutate({ language: letters, reminder_minutes, choices: {} });
  const save = (subject: Subject, choice: Choices[string]) =>
    choose.mutate({
      language: letters,
      reminder_minutes: chosen.reminder_minutes,
      choices: { [subject]: choice },
    });
  const of = (subject: Subject) => {
    const found = chosen.choices[subject];
    return { inbox: found?.inbox === 'off' ? 'off' : 'now', mail: found?.mail ?? 'off' } as const;
  };
  return (
    <>
      {choose.error && <Failure problem={choose.error.problem} />}
      <Table.ScrollContainer minWidth={300}>
        <Table verticalSpacing="sm" withRowBorders={false}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th />
              <Table.Th w={72}>{t('choices.inbox')}</Table.Th>
              <Table.Th w={128}>{t('choices.mail')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {SUBJECTS.map((subject) => {
              const name = t(`subject.${subject}`);
              const now = of(subject);
              return (
                <Table.Tr key={subject}>
                  <Table.Th scope="row" fw={400}>
                    {name}
                  </Table.Th>
                  <Table.Td>
                    <Switch
                      aria-label={`${t('choices.inbox')}: ${name}`}
                      checked={now.inbox === 'now'}
                      onChange={({ currentTarget }) =>
                        save(subject, { ...now, inbox: currentTarget.checked ? 'now' : 'off' })
                      }
                    />
                  </Table.Td>
                  <Table.Td>
                    <Select
                      aria-label={`${t('choices.mail')}: ${name}`}
                      allowDeselect={false}
                      value={now.mail}
                      onChange={(mail) =>
                        save(subject, { ...now, mail: MAIL.find((each) => each === mail) ?? 'off' })
                      }
                      data={MAIL.map((each) => ({ value: each, label: t(`choices.${each}`) }))}
                    />
                  </Table.Td>
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <Select
        mt="md"
        maw={320}
        label={t('choices.reminder')}
        allowDeselect={false}
        value={String(chosen.reminder_minutes)}
        onChange={(minutes) => remind(Number(minutes))}
        data={[...new Set([...REMINDERS, chosen.reminder_minutes])]
          .sort((a, b) => a - b)
          .map((minutes) => ({
            value: String(minutes),
            label: minutes === 0 ? t('choices.no-reminder') : times.minutes(minutes),
          }))}
      />
    </>
  );
}
