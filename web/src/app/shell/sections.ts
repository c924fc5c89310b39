import {
  IconBell,
  IconBuildingCog,
  IconCalendarEvent,
  IconCalendarPlus,
  IconHome,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import { type Me, reaches } from '@/requests/me';
import type { MessageKey } from '@/shared/i18n';

export interface Section {
  to: '/' | '/book' | '/bookings' | '/inbox';
  words: MessageKey;
  icon: ComponentType<{ size?: number; stroke?: number }>;
}

/** What everybody has: the bar of a phone, the top of the rail. */
export const sections: Section[] = [
  { to: '/', words: 'nav.today', icon: IconHome },
  { to: '/book', words: 'nav.book', icon: IconCalendarPlus },
  { to: '/bookings', words: 'nav.my-bookings', icon: IconCalendarEvent },
  { to: '/inbox', words: 'nav.inbox', icon: IconBell },
];

export interface SpecialSection extends Omit<Section, 'to'> {
  to: string;
  may: (who: Me) => boolean;
}

/** What only some have, below: a section comes with the first page of it. */
export const specialSections: SpecialSection[] = [
  { to: '/manage', words: 'nav.manage', icon: IconBuildingCog, may: (who) => reaches(who, 'see-approvals') },
];
