import { CloseButton, Tabs } from '@mantine/core';
import type { OpenNotebook } from '../page/useNotebook';
import { VariablesPane } from '../variables/VariablesPane';
import { CohortsPane } from './CohortsPane';
import classes from './Drawer.module.css';
import { OutlinePane } from './OutlinePane';

/** Beside the notebook: what its languages hold, cohorts with their dictionary at hand, and the outline. */
export const Drawer = ({ open, onClose }: { open: OpenNotebook; onClose: () => void }) => (
  <aside className={classes.drawer} aria-label="Variables, cohorts and outline">
    <Tabs defaultValue="variables" keepMounted={false}>
      <div className={classes.head}>
        <Tabs.List className={classes.tabs}>
          <Tabs.Tab value="variables">Variables</Tabs.Tab>
          <Tabs.Tab value="cohorts">Cohorts</Tabs.Tab>
          <Tabs.Tab value="outline">Outline</Tabs.Tab>
        </Tabs.List>
        <CloseButton aria-label="Close the drawer" onClick={onClose} />
      </div>
      <Tabs.Panel value="variables" className={classes.pane}>
        <VariablesPane panel={open.panel} />
      </Tabs.Panel>
      <Tabs.Panel value="cohorts" className={classes.pane}>
        <CohortsPane panel={open.panel} />
      </Tabs.Panel>
      <Tabs.Panel value="outline" className={classes.pane}>
        <OutlinePane panel={open.panel} />
      </Tabs.Panel>
    </Tabs>
  </aside>
);
