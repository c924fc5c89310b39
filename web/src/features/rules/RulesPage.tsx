import { Group, Select, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { buildings } from '@/requests/buildings';
import { mayIn, reaches, useMe } from '@/requests/me';
import { policies, type RoomKind, type Rules, type Where } from '@/requests/policies';
import { rooms } from '@/requests/rooms';
import { useI18n } from '@/shared/i18n';
import { CATALOGUE, type RuleName, type ValueKind } from '@/shared/rules';
import { Failure, Loaded, Page, Rows, Section } from '@/shared/ui';
import { RuleRow } from './RuleRow';
import { useSetRules } from './useSetRules';

const route = getRouteApi('/signed-in/manage/rules');
const KINDS: RoomKind[] = ['meeting_room', 'open_space', 'phone_booth', 'parking', 'equipment'];

/** The rules of a level: what holds there, where that comes from, and what is set right here. */
export function RulesPage() {
  const { t } = useI18n();
  const where = route.useSearch();
  const navigate = route.useNavigate();
  const go = (changes: Where) =>
    void navigate({ search: (before) => clean({ ...before, ...changes }), resetScroll: false });
  const houses = useQuery(buildings);
  const inside = useQuery({ ...rooms(where.building), enabled: Boolean(where.building) });
  const found = useQuery(policies(where));
  return (
    <Page title={t('manage.rules')} about={t('rules.about')}>
      <Stack gap="lg">
        <Group gap="sm" align="flex-end" grow preventGrowOverflow={false}>
          <Select
            label={t('rules.building')}
            placeholder={t('rules.everywhere')}
            clearable
            miw={200}
            value={where.building ?? null}
            onChange={(next) => go({ building: next ?? undefined, room: undefined })}
            data={houses.data?.items.map((each) => ({ value: each.building_id, label: each.name })) ?? []}
          />
          <Select
            label={t('manage.kind')}
            placeholder={t('rules.every-kind')}
            clearable
            miw={200}
            disabled={Boolean(where.room)}
            value={where.kind ?? null}
            onChange={(next) => go({ kind: KINDS.find((each) => each === next) })}
            data={KINDS.map((each) => ({ value: each, label: t(`kind.${each}`) }))}
          />
          <Select
            label={t('manage.room')}
            placeholder={t('rules.every-room')}
            clearable
            searchable
            miw={200}
            disabled={!where.building}
            value={where.room ?? null}
            onChange={(next) => go({ room: next ?? undefined, kind: undefined })}
            data={inside.data?.items.map((each) => ({ value: each.room_id, label: each.name })) ?? []}
          />
        </Group>
        <Loaded of={found} skeleton={<Rows count={4} height={240} />}>
          {(rules) => <Found rules={rules} where={where} />}
        </Loaded>
      </Stack>
    </Page>
  );
}

const clean = (where: Where) =>
  Object.fromEntries(Object.entries(where).filter(([, value]) => value !== undefined)) as Where;

/** The level that is looked at. */
export function levelOf({ building, kind, room }: Where) {
  if (room) return 'room';
  if (building) return kind ? 'kind' : 'building';
  return kind ? 'organisation_kind' : 'organisation';
}

function Found({ rules, where }: { rules: Rules; where: Where }) {
  const { t } = useI18n();
  const who = useMe();
  const level = levelOf(where);
  const own = rules.levels.find((each) => each.level === level)?.policy ?? {};
  const set = useSetRules(where, own);
  const mayChange = {
    room: mayIn(who, 'set-room-policy', where.building ?? ''),
    kind: mayIn(who, 'set-kind-policy', where.building ?? ''),
    building: mayIn(who, 'set-building-policy', where.building ?? ''),
    organisation_kind: who.may['set-kind-policy'] === 'everywhere',
    organisation: reaches(who, 'set-organisation-policy'),
  }[level];
  return (
    <>
      {set.problem && <Failure problem={set.problem.problem} />}
      {!mayChange && <Text c="dimmed">{t('rules.only-look')}</Text>}
      {CATALOGUE.map((group) => (
        <Section key={group.about} title={t(`rules.group-${group.about}`)}>
          {Object.entries(group.rules).map(([name, kind]) => {
            const rule = rules.rules.find((each) => each.rule === name);
            return (
              rule && (
                <RuleRow
                  key={`${JSON.stringify(where)} ${name} ${JSON.stringify(rule.value)}`}
                  name={name as RuleName}
                  kind={kind as ValueKind}
                  value={rule.value}
                  from={rule.source.level}
                  isHere={name in own}
                  mayChange={mayChange}
                  isUnderWay={set.isUnderWay}
                  onSet={(value) => set.change(name, value)}
                  onInherit={() => set.inherit(name)}
                />
              )
            );
          })}
        </Section>
      ))}
    </>
  );
}
