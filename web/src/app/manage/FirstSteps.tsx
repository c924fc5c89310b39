import { useQuery } from '@tanstack/react-query';
import type { ComponentProps } from 'react';
import { FirstStepsPage } from '@/features/first-steps/FirstStepsPage';
import { InviteDrawer } from '@/features/people/InviteDrawer';
import { BuildingDrawer } from '@/features/places/BuildingDrawer';
import { FloorDrawer } from '@/features/places/FloorDrawer';
import { floors } from '@/requests/floors';

/** The first steps, with the forms that later pages have. */
export function FirstSteps() {
  return (
    <FirstStepsPage
      addBuilding={({ onClose }) => <BuildingDrawer onAdded={onClose} onClose={onClose} />}
      addFloor={(adding) => <AddFloor {...adding} />}
      invite={({ onClose }) => <InviteDrawer onClose={onClose} />}
    />
  );
}

type Adding = Parameters<ComponentProps<typeof FirstStepsPage>['addFloor']>[0];

function AddFloor({ building, onClose }: Adding) {
  const all = useQuery(floors(building.building_id));
  return all.data ? <FloorDrawer building={building} floors={all.data.items} onClose={onClose} /> : null;
}
