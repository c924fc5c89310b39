import { ActionIcon, Button, NumberInput, Select, Stack, Tooltip } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp, IconDeviceFloppy } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { floorPlan, type Plan } from '@/requests/plan';
import { useAct } from '@/shared/api';
import { useI18n } from '@/shared/i18n';
import { AnchorLink, Failure, Loaded, Page, Rows, Section, useToasts } from '@/shared/ui';
import { Background } from './Background';
import { Canvas } from './Canvas';
import { Chosen } from './Chosen';
import classes from './editor.module.css';
import { type Edits, piecesOf, placeFor } from './pieces';
import { Unplaced } from './Unplaced';
import { useEdits } from './useEdits';

const route = getRouteApi('/signed-in/manage/plans/$floorId');
const ZOOMS = [1, 1.5, 2, 3, 4];

/** The plan of a floor, drawn by whoever manages it; saved as one act. */
export function PlanEditorPage() {
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
        {(plan) => (plan.drawing ? <Editor plan={plan} size={plan.drawing} /> : <FirstDrawing plan={plan} />)}
      </Loaded>
    </Page>
  );
}

/** How large the floor is; everything else is placed on that. */
function FirstDrawing({ plan }: { plan: Plan }) {
  const { t } = useI18n();
  const [width, setWidth] = useState(40);
  const [height, setHeight] = useState(20);
  const draw = useAct('set-floor-plan');
  return (
    <Section title={t('editor.how-large')} about={t('editor.how-large-about')}>
      <Stack gap="md" maw={320}>
        {draw.problem && <Failure problem={draw.problem.problem} />}
        <NumberInput
          label={t('editor.width')}
          suffix={t('editor.metres')}
          min={1}
          max={1000}
          value={width}
          onChange={(next) => typeof next === 'number' && setWidth(next)}
        />
        <NumberInput
          label={t('editor.depth')}
          suffix={t('editor.metres')}
          min={1}
          max={1000}
          value={height}
          onChange={(next) => typeof next === 'number' && setHeight(next)}
        />
        <Button
          loading={draw.isUnderWay}
          onClick={() =>
            draw.act({
              building_id: plan.building_id,
              floor_id: plan.floor_id,
              width: Math.round(width * 100),
              height: Math.round(height * 100),
              background: null,
              fixtures: [],
            })
          }
        >
          {t('editor.begin')}
        </Button>
      </Stack>
    </Section>
  );
}

function Editor({ plan, size }: { plan: Plan; size: NonNullable<Plan['drawing']> }) {
  const { t } = useI18n();
  const toasts = useToasts();
  const { edits, change, undo, redo, forget, canUndo, canRedo } = useEdits();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [zoom, setZoom] = useState(1);
  const pieces = piecesOf(plan, edits);
  const changed = Object.entries(edits);
  const save = useAct('place-on-plan', {
    onDone: () => {
      forget();
      toasts.done(t('editor.saved'));
    },
  });

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.target instanceof HTMLInputElement) return;
      if (event.code === 'KeyZ') (event.shiftKey ? redo : undo)();
      else if (event.code === 'KeyY') redo();
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
    change({ [id]: placeFor(piece, pieces, size) });
    setSelected(new Set([id]));
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
          <Chosen pieces={pieces} selected={selected} size={size} onChange={change} />
          <Unplaced pieces={pieces} rooms={plan.rooms} onPlace={place} />
          <Background plan={plan} drawing={size} />
        </div>
      </div>
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
