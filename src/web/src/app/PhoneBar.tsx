import { Menu } from '@mantine/core';
import { IconDots, IconLogout } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useSignedIn, useSignOut } from '@/api/me';
import { type Destination, destinationOf } from './navigation';
import classes from './PhoneBar.module.css';
import { ThemeSwitch } from './ThemeSwitch';

const shown = 4;

/** The bar at the foot of narrow screens: four places, the rest under "More". */
export function PhoneBar({ destinations, path }: { destinations: Destination[]; path: string }) {
  const me = useSignedIn();
  const signOut = useSignOut();
  const here = destinationOf(path);
  const more = destinations.slice(shown);
  return (
    <nav aria-label="Main, narrow" className={classes.bar}>
      {destinations.slice(0, shown).map(({ to, label, icon: Icon }) => (
        <Link key={to} to={to} className={classes.place} aria-current={here?.to === to ? 'page' : undefined}>
          <Icon size={20} stroke={1.6} aria-hidden="true" />
          {label}
        </Link>
      ))}
      <Menu position="top-end" width={220}>
        <Menu.Target>
          <button type="button" className={classes.place} data-here={more.some(d => d.to === here?.to) || undefined}>
            <IconDots size={20} stroke={1.6} aria-hidden="true" />
            More
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          {more.map(({ to, label, icon: Icon }) => (
            <Menu.Item key={to} component={Link} to={to} leftSection={<Icon size={16} stroke={1.6} aria-hidden="true" />}>
              {label}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Label>{me.displayName}</Menu.Label>
          <ThemeSwitch />
          <Menu.Item
            leftSection={<IconLogout size={16} stroke={1.6} aria-hidden="true" />}
            onClick={() => signOut.mutate(undefined, { onSettled: () => window.location.assign('/sign-in') })}
          >
            Sign out
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </nav>
  );
}
