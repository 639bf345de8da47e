import {
  type Icon,
  IconBook2,
  IconChecklist,
  IconCpu,
  IconHome,
  IconLicense,
  IconListDetails,
  IconNotebook,
  IconShieldLock,
  IconUsers,
  IconUsersGroup
} from '@tabler/icons-react';
import type { Role } from '@/api/me';

export interface Destination {
  to: string;
  label: string;
  icon: Icon;
  /** Roles that see it; everyone if left out. The server decides what is allowed, this only what is offered. */
  roles?: readonly Role[];
}

export const destinations: readonly Destination[] = [
  { to: '/', label: 'Home', icon: IconHome },
  { to: '/cohorts', label: 'Cohorts', icon: IconUsersGroup },
  { to: '/notebooks', label: 'Notebooks', icon: IconNotebook },
  { to: '/samples', label: 'Samples', icon: IconBook2 },
  { to: '/reviews', label: 'Reviews', icon: IconChecklist, roles: ['steward'] },
  { to: '/permits', label: 'Permits', icon: IconLicense, roles: ['researcher', 'instructor', 'steward', 'admin', 'data-provider'] },
  { to: '/sessions', label: 'Sessions', icon: IconCpu, roles: ['researcher', 'instructor', 'admin'] },
  { to: '/wall', label: 'Wall', icon: IconShieldLock, roles: ['admin'] },
  { to: '/audit', label: 'Audit', icon: IconListDetails, roles: ['steward', 'admin', 'data-provider'] },
  { to: '/people', label: 'People', icon: IconUsers, roles: ['admin'] }
];

export const offeredTo = (roles: readonly Role[]): Destination[] =>
  destinations.filter(d => !d.roles || d.roles.some(role => roles.includes(role)));

/** The destination a path belongs to: the longest whose path starts it. */
export function destinationOf(path: string): Destination | undefined {
  return [...destinations]
    .sort((a, b) => b.to.length - a.to.length)
    .find(d => (d.to === '/' ? path === '/' : path === d.to || path.startsWith(`${d.to}/`)));
}
