import type { Where } from '@/requests/policies';
import { useAct } from '@/shared/api';
import { useI18n } from '@/shared/i18n';
import { useToasts } from '@/shared/ui';

type Values = Record<string, unknown>;

/** Change a level: its rules are set anew together, those that nobody touched as they are. */
export function useSetRules({ building, kind, room }: Where, own: Values) {
  const { t } = useI18n();
  const toasts = useToasts();
  const told = { onDone: () => toasts.done(t('rules.saved')) };
  const ofRoom = useAct('set-room-policy', told);
  const ofKind = useAct('set-kind-policy', told);
  const ofBuilding = useAct('set-building-policy', told);
  const ofAll = useAct('set-organisation-policy', told);
  const all = [ofRoom, ofKind, ofBuilding, ofAll];

  function give(policy: Values) {
    for (const each of all) each.forget();
    if (room) ofRoom.act({ room_id: room, policy });
    else if (kind) ofKind.act({ kind, building_id: building ?? null, policy });
    else if (building) ofBuilding.act({ building_id: building, policy });
    else ofAll.act({ policy });
  }

  return {
    change: (name: string, value: unknown) => give({ ...own, [name]: value }),
    inherit: (name: string) =>
      give(Object.fromEntries(Object.entries(own).filter(([each]) => each !== name))),
    isUnderWay: all.some((each) => each.isUnderWay),
    problem: all.find((each) => each.problem)?.problem,
  };
}
