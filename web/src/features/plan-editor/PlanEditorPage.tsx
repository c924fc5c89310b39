import { ActionIcon, Button, Select, Tooltip } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp, IconDeviceFloppy, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import { floorPlan, type Plan, type RoomOnPlan } from '@/requests/plan';
import { useAct } from '@/shared/api';
import { useI18n } from '@/shared/i18n';
import { AnchorLink, Failure, Loaded, Page, Rows, useToasts } from '@/shared/ui';
import { Background } from './Background';
import { Canvas } from './Canvas';
import { Chosen } from './Chosen';
import classes from './editor.module.css';
import { FloorSize } from './FloorSize';
import { allPlaced, type Edits, piecesOf, repeated, type Way } from './pieces';
import { Unplaced } from './Unplaced';
import { useEdits } from './useEdits';

const route = getRouteApi('/signed-in/manage/plans/$floorId');
const ZOOMS = [1, 1.5, 2, 3, 4];

interface Opening {
  buildingId: string;
  floorId: string;
  onOpened: (roomId: string) => void;
  onClose: () => void;
}

interface Adding {
  room: RoomOnPlan;
  onAdded: (seatIds: string[]) => void;
  onClose: () => void;
}

interface Props {
  /** A form that opens a room on this floor. */
  openRoom: (opening: Opening) => ReactNode;
  /** A form that adds seats to a room. */
  addSeats: (adding: Adding) => ReactNode;
}

/** The plan of a floor, drawn by whoever manages it; saved as one act. */
export function PlanEditorPage(forms: Props) {
  const { t } = useI18n();
  const { floorId } = route.useParams();
  const found = useQuery(floorPlan(floorId));
  const plan = found.data;
  return (
    <Page
      wide
      title={plan ? t('editor.title', { floor: plan.name }) : t('editor.plan')}
      about={
        plan && (
          <AnchorLink to="/manage/places/$buildingId" params={{ buildingId: plan.building_id }}>
            {t('editor.to-building')}
          </AnchorLink>
        )
      }
    >
      <Loaded of={found} skeleton={<Rows count={1} height={480} />}>
        {(plan) =>
          plan.drawing ? <Editor plan={plan} size={plan.drawing} {...forms} /> : <FloorSize plan={plan} />
        }
      </Loaded>
    </Page>
  );
}

interface EditorProps extends Props {
  plan: Plan;
  size: NonNullable<Plan['drawing']>;
}

function Editor({ plan, size, openRoom, addSeats }: EditorProps) {
  const { t } = useI18n();
  const toasts = useToasts();
  const { edits, change, undo, redo, forget, canUndo, canRedo } = useEdits();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [zoom, setZoom] = useState(1);
  const pieces = piecesOf(plan, edits);
  const changed = Object.entries(edits);
  const [isOpening, setOpening] = useState(false);
  const [growing, setGrowing] = useState<RoomOnPlan | null>(null);
  // A room that was opened here, or seats that were added, until the plan knows them.
  const [arriving, setArriving] = useState<string[]>([]);
  const arrived = pieces.filter((piece) => arriving.includes(piece.id));
  const save = useAct('place-on-plan', {
    onDone: () => {
      forget();
      toasts.done(t('editor.saved'));
    },
  });

  if (arrived.length > 0 && arrived.length === arriving.length) {
    setArriving([]);
    change(allPlaced(arrived, pieces, size));
    setSelected(new Set(arriving));
  }

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.target instanceof HTMLInputElement) return;
      if (event.code === 'KeyZ') (event.shiftKey ? redo : undo)();
      else if (event.code === 'KeyY') redo();
      else if (event.code === 'KeyD') repeat('below');
      else if (event.code === 'KeyS' && changed.length > 0) save.act(bodyOf(plan, edits));
      else return;
      event.preventDefault();
    };
    const onLeave = (event: BeforeUnloadEvent) => changed.length > 0 && event.preventDefault();
    window.addEventListener('keydown', onKey);
    window.addEventListener('beforeunload', onLeave);
    return () => {
      window.removeEventListener('keydown', onKey);
      window.removeEventListener('beforeunload', onLeave);
    };
  });

  function place(id: string) {
    const piece = pieces.find((each) => each.id === id);
    if (!piece) return;
    change(allPlaced([piece], pieces, size));
    setSelected(new Set([id]));
  }

  function repeat(way: Way) {
    const chosen = pieces.filter((piece) => selected.has(piece.id));
    const more = repeated(chosen, pieces, way, size);
    if (Object.keys(more).length === 0) return;
    change(more);
    setSelected(new Set(Object.keys(more)));
  }

  return (
    <>
      {save.problem && <Failure problem={save.problem.problem} />}
      <div className={classes.bar}>
        <Tooltip label={t('act.undo')}>
          <ActionIcon
            variant="default"
            size={36}
            disabled={!canUndo}
            onClick={undo}
            aria-label={t('act.undo')}
          >
            <IconArrowBackUp size={18} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label={t('editor.redo')}>
          <ActionIcon
            variant="default"
            size={36}
            disabled={!canRedo}
            onClick={redo}
            aria-label={t('editor.redo')}
          >
            <IconArrowForwardUp size={18} />
          </ActionIcon>
        </Tooltip>
        <Select
          aria-label={t('editor.zoom')}
          allowDeselect={false}
          w={104}
          value={String(zoom)}
          onChange={(next) => setZoom(Number(next))}
          data={ZOOMS.map((each) => ({ value: String(each), label: `${each * 100} %` }))}
        />
        <Button variant="default" leftSection={<IconPlus size={18} />} onClick={() => setOpening(true)}>
          {t('manage.open-room')}
        </Button>
        <div className={classes.grow} />
        {changed.length > 0 && (
          <Button variant="subtle" onClick={forget}>
            {t('act.discard')}
          </Button>
        )}
        <Button
          leftSection={<IconDeviceFloppy size={18} />}
          disabled={changed.length === 0}
          loading={save.isUnderWay}
          onClick={() => save.act(bodyOf(plan, edits))}
        >
          {t('editor.save', { count: changed.length })}
        </Button>
      </div>
      <div className={classes.editor}>
        <div className={classes.stage}>
          <Canvas
            size={size}
            background={size.background_url}
            fixtures={size.fixtures}
            pieces={pieces}
            selected={selected}
            zoom={zoom}
            onSelect={setSelected}
            onChange={change}
          />
        </div>
        <div className={classes.side}>
          <Chosen
            pieces={pieces}
            rooms={plan.rooms}
            selected={selected}
            size={size}
            onChange={change}
            onRepeat={repeat}
            onGrow={setGrowing}
          />
          <Unplaced pieces={pieces} rooms={plan.rooms} onPlace={place} />
          <Background plan={plan} drawing={size} />
          <FloorSize key={`${size.width} ${size.height}`} plan={plan} />
        </div>
      </div>
      {isOpening &&
        openRoom({
          buildingId: plan.building_id,
          floorId: plan.floor_id,
          onOpened: (room) => setArriving([room]),
          onClose: () => setOpening(false),
        })}
      {growing && addSeats({ room: growing, onAdded: setArriving, onClose: () => setGrowing(null) })}
    </>
  );
}

/** All that was moved, as one act. */
function bodyOf(plan: Plan, edits: Edits) {
  const roomOf = new Map(
    plan.rooms.flatMap((room) => room.seats.map((seat) => [seat.seat_id, room.room_id])),
  );
  const placed = Object.entries(edits).flatMap(([id, box]) => {
    const room = roomOf.get(id);
    return box ? [{ room_id: room ?? id, seat_id: room ? id : null, ...box }] : [];
  });
  const wasPlaced = new Set(
    plan.rooms.flatMap((room) => [
      ...(room.place ? [room.room_id] : []),
      ...room.seats.flatMap((seat) => (seat.place ? [seat.seat_id] : [])),
    ]),
  );
  const removed = Object.entries(edits).flatMap(([id, box]) =>
    box === null && wasPlaced.has(id) ? [id] : [],
  );
  return { floor_id: plan.floor_id, placed, removed };
}
