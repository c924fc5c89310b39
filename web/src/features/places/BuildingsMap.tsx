import 'leaflet/dist/leaflet.css';
import L from 'leaflet';
import { useEffect, useRef } from 'react';
import { feature } from 'topojson-client';
import land from 'world-atlas/land-110m.json';
import type { Building } from '@/requests/building';
import type { Organisation } from '@/requests/organisation';
import { useI18n } from '@/shared/i18n';
import classes from './BuildingsMap.module.css';
import { sidesOf } from './labels';

interface Props {
  buildings: Building[];
  /** Where the pictures of streets come from, if the house has any. */
  tiles: Organisation['map_tiles'];
  onChoose: (building: Building) => void;
}

/** Closer is a street, and without pictures of streets there is nothing to see. */
const CLOSEST = { withTiles: 17, without: 8 };

/** Where the buildings are: on the outline of the continents, and on streets where tiles are configured. */
export function BuildingsMap({ buildings, tiles, onChoose }: Props) {
  const { t } = useI18n();
  const frame = useRef<HTMLDivElement>(null);
  const choose = useRef(onChoose);
  choose.current = onChoose;

  useEffect(() => {
    if (!frame.current) return;
    const map = L.map(frame.current, {
      zoomControl: false,
      attributionControl: Boolean(tiles?.attribution),
      scrollWheelZoom: false,
      zoomSnap: 0.25,
      zoomAnimation: false,
      fadeAnimation: false,
      minZoom: 1,
      maxBounds: [
        [-85, -200],
        [85, 200],
      ],
    });
    L.control.zoom({ zoomInTitle: t('plan.closer'), zoomOutTitle: t('plan.farther') }).addTo(map);
    L.polygon(outlines(), { interactive: false, className: classes.land ?? '' }).addTo(map);
    if (tiles) {
      map.attributionControl?.setPrefix(false);
      L.tileLayer(tiles.address, { maxZoom: 19, attribution: escaped(tiles.attribution) }).addTo(map);
    }
    const placed = buildings.flatMap((building) =>
      building.latitude == null || building.longitude == null
        ? []
        : [{ building, at: L.latLng(building.latitude, building.longitude) }],
    );
    const pins = placed.map(({ building, at }) => {
      const label = document.createElement('span');
      label.textContent = building.name;
      const marker = L.marker(at, {
        icon: L.divIcon({ className: classes.pin ?? '', html: label, iconSize: undefined }),
        alt: building.name,
        keyboard: true,
        riseOnHover: true,
      });
      marker.on('click', () => choose.current(building));
      marker.on('keypress', ({ originalEvent }: L.LeafletKeyboardEvent) => {
        if (originalEvent.key === 'Enter' || originalEvent.key === ' ') choose.current(building);
      });
      // Its name may have no room on the map, and is its name all the same.
      marker.on('add', () => marker.getElement()?.setAttribute('aria-label', building.name));
      marker.addTo(map);
      return { at, label };
    });
    const arrange = () => {
      const sides = sidesOf(
        pins.map(({ at, label }) => ({
          ...map.latLngToLayerPoint(at),
          width: label.offsetWidth,
          height: label.offsetHeight,
        })),
      );
      for (const [index, { label }] of pins.entries()) label.dataset.side = sides[index] ?? 'none';
    };
    map.on('zoomend', arrange);
    map.fitBounds(L.latLngBounds(placed.map(({ at }) => at)), {
      padding: [64, 40],
      maxZoom: tiles ? CLOSEST.withTiles - 2 : 5,
    });
    map.setMaxZoom(tiles ? CLOSEST.withTiles : CLOSEST.without);
    arrange();
    return () => void map.remove();
  }, [buildings, tiles, t]);

  // biome-ignore lint/a11y/useSemanticElements: a map is no fieldset
  return <div ref={frame} className={classes.map} role="group" aria-label={t('manage.map')} />;
}

/** The land's edges; one that crosses the 180th meridian goes on beyond it, instead of back across the whole map. */
function outlines(): L.LatLngTuple[][][] {
  const { features } = feature(land as never, 'land' as never) as unknown as GeoJSON.FeatureCollection;
  return features.flatMap(({ geometry }) =>
    geometry.type === 'MultiPolygon' ? geometry.coordinates.map((polygon) => polygon.map(unwound)) : [],
  );
}

function unwound(ring: GeoJSON.Position[]): L.LatLngTuple[] {
  let turns = 0;
  let before = ring[0]?.[0] ?? 0;
  const edge = ring.map(([longitude = 0, latitude = 0]): L.LatLngTuple => {
    if (longitude - before > 180) turns -= 360;
    else if (before - longitude > 180) turns += 360;
    before = longitude;
    return [latitude, longitude + turns];
  });
  // Where a ring begins is chance: most of it shall lie on the map, and only its tip beyond.
  const longitudes = edge.map(([, longitude]) => longitude);
  const middle = (Math.min(...longitudes) + Math.max(...longitudes)) / 2;
  const away = 360 * Math.round(middle / 360);
  return edge.map(([latitude, longitude]) => [latitude, longitude - away]);
}

/** Leaflet takes attributions as HTML. */
function escaped(text: string): string {
  const element = document.createElement('span');
  element.textContent = text;
  return element.innerHTML;
}
