import { Menu } from '@mantine/core';
import { IconChevronUp, IconLogout } from '@tabler/icons-react';
import { useSignedIn, useSignOut } from '@/api/me';
import { roleWords } from '@/ui/words';
import classes from './PersonMenu.module.css';
import { ThemeSwitch } from './ThemeSwitch';

/** Who is signed in, as what; theme; sign out. */
export function PersonMenu({ slim = false }: { slim?: boolean }) {
  const me = useSignedIn();
  const signOut = useSignOut();
  const initials = me.displayName
    .split(/\s+/)
    .map(word => word[0])
    .slice(0, 2)
    .join('')
    .toUpperCase();
  const roles = me.roles.map(role => roleWords[role]).join(', ');
  return (
    <Menu position="top-start" width={248}>
      <Menu.Target>
        <button type="button" className={classes.person} aria-label={slim ? `${me.displayName}: account menu` : undefined}>
          <span className={classes.initials} aria-hidden="true">
            {initials}
          </span>
          {!slim && (
            <>
              <span className={classes.text}>
                <span className={classes.name}>{me.displayName}</span>
                <span className={classes.role}>{roles || 'No role yet'}</span>
                <span className="visually-hidden">: account menu</span>
              </span>
              <IconChevronUp size={16} stroke={1.6} aria-hidden="true" />
            </>
          )}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {me.displayName} · {roles || 'no role yet'}
        </Menu.Label>
        <ThemeSwitch />
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconLogout size={16} stroke={1.6} aria-hidden="true" />}
          onClick={() => signOut.mutate(undefined, { onSettled: () => window.location.assign('/sign-in') })}
        >
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
