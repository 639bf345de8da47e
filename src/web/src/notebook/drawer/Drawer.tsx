import { CloseButton, Tabs } from '@mantine/core';
import type { OpenNotebook } from '../page/useNotebook';
import { CohortsPane } from './CohortsPane';
import classes from './Drawer.module.css';
import { OutlinePane } from './OutlinePane';

/** Beside the notebook: cohorts with their dictionary at hand, and the outline. */
export const Drawer = ({ open, onClose }: { open: OpenNotebook; onClose: () => void }) => (
  <aside className={classes.drawer} aria-label="Cohorts and outline">
    <Tabs defaultValue="cohorts" keepMounted={false}>
      <div className={classes.head}>
        <Tabs.List className={classes.tabs}>
          <Tabs.Tab value="cohorts">Cohorts</Tabs.Tab>
          <Tabs.Tab value="outline">Outline</Tabs.Tab>
        </Tabs.List>
        <CloseButton aria-label="Close cohorts and outline" onClick={onClose} />
      </div>
      <Tabs.Panel value="cohorts" className={classes.pane}>
        <CohortsPane panel={open.panel} />
      </Tabs.Panel>
      <Tabs.Panel value="outline" className={classes.pane}>
        <OutlinePane panel={open.panel} />
      </Tabs.Panel>
    </Tabs>
  </aside>
);
