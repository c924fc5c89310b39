import { useQuery } from '@tanstack/react-query';
import type { ComponentProps } from 'react';
import { RoomDrawer } from '@/features/places/RoomDrawer';
import { SeatsDrawer } from '@/features/places/SeatsDrawer';
import { PlanEditorPage } from '@/features/plan-editor/PlanEditorPage';
import { building } from '@/requests/building';
import { floors } from '@/requests/floors';

/** The plan editor, in which rooms are opened, and get seats, as on their own pages. */
export function PlanEditor() {
  return (
    <PlanEditorPage
      openRoom={(opening) => <OpenRoom {...opening} />}
      addSeats={(adding) => <SeatsDrawer {...adding} />}
    />
  );
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
