import { useQuery } from '@tanstack/react-query';
import type { ComponentProps } from 'react';
import { RoomDrawer } from '@/features/places/RoomDrawer';
import { PlanEditorPage } from '@/features/plan-editor/PlanEditorPage';
import { building } from '@/requests/building';
import { floors } from '@/requests/floors';

/** The plan editor, in which rooms are opened as on the page of their building. */
export function PlanEditor() {
  return <PlanEditorPage openRoom={(opening) => <OpenRoom {...opening} />} />;
}

type Opening = Parameters<ComponentProps<typeof PlanEditorPage>['openRoom']>[0];

function OpenRoom({ buildingId, floorId, onOpened, onClose }: Opening) {
  const house = useQuery(building(buildingId));
  const all = useQuery(floors(buildingId));
  if (!house.data || !all.data) return null;
  return (
    <RoomDrawer
      building={house.data}
      floors={all.data.items}
      floorId={floorId}
      onOpened={onOpened}
      onClose={onClose}
    />
  );
}
