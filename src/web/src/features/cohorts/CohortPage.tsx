import { Button, Tabs } from '@mantine/core';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { type CohortDetail, useCohort } from '@/api/cohorts';
import { useCreateNotebook } from '@/api/notebooks';
import { Loading } from '@/ui/Loading';
import { Page } from '@/ui/Page';
import { RefusalNotice } from '@/ui/RefusalNotice';
import { RiskPanel } from '@/ui/risk/RiskPanel';
import { counted } from '@/ui/words';
import { AccessTab } from './AccessTab';
import { AccessWord } from './AccessWord';
import { DictionaryTab } from './DictionaryTab';
import { LineageTab } from './LineageTab';
import { OverviewTab } from './OverviewTab';
import { VersionNotices } from './VersionState';
import { VersionsTab } from './VersionsTab';

/** The next step of whoever looks at this cohort. */
function MainAction({ cohort }: { cohort: CohortDetail }) {
  const navigate = useNavigate();
  const create = useCreateNotebook();
  const { access, name } = cohort;
  if (access.state === 'granted') {
    const open = () =>
      create.mutate({ cohort: name }, { onSuccess: ({ path }) => navigate({ to: '/notebooks/$', params: { _splat: path } }) });
    return (
      <Button onClick={open} loading={create.isPending}>
        Open in a notebook
      </Button>
    );
  }
  if (access.state === 'requested' && access.requestId) {
    return (
      <Button variant="default" renderRoot={props => <Link {...props} to="/requests/$id" params={{ id: access.requestId ?? '' }} />}>
        See my request
      </Button>
    );
  }
  return <Button renderRoot={props => <Link {...props} to="/cohorts/$name/request" params={{ name }} />}>Request access</Button>;
}

export function CohortPage() {
  const { name } = useParams({ from: '/signed-in/cohorts/$name' });
  const { data: cohort, error } = useCohort(name);
  const trail = [{ label: 'Cohorts', to: '/cohorts' }];
  if (!cohort) {
    return (
      <Page title={name} trail={trail}>
        {error ? <RefusalNotice error={error} asked={`Show the cohort ${name}`} /> : <Loading lines={10} />}
      </Page>
    );
  }
  const last = cohort.versions[0];
  return (
    <Page
      title={cohort.title}
      trail={trail}
      action={<MainAction cohort={cohort} />}
      summary={
        <>
          {cohort.patients !== null && <span>{counted(cohort.patients, 'patient')}</span>}
          <span>{counted(cohort.tables.length, 'table')}</span>
          <span>{cohort.provider}</span>
          <span>{cohort.version ? `Snapshot v${cohort.version}` : last ? 'No version can be read now' : 'No snapshot yet'}</span>
          <AccessWord access={cohort.access} />
        </>
      }
    >
      <Tabs defaultValue="overview" keepMounted={false}>
        <Tabs.List mb="lg">
          <Tabs.Tab value="overview">Overview</Tabs.Tab>
          <Tabs.Tab value="dictionary">Dictionary</Tabs.Tab>
          <Tabs.Tab value="versions">Versions</Tabs.Tab>
          <Tabs.Tab value="lineage">Lineage</Tabs.Tab>
          {cohort.risk?.report && <Tabs.Tab value="risk">Risk</Tabs.Tab>}
          <Tabs.Tab value="access">Access</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="overview">
          {last?.state === 'locked' && <VersionNotices versions={[last]} />}
          <OverviewTab cohort={cohort} />
        </Tabs.Panel>
        <Tabs.Panel value="dictionary">
          <DictionaryTab tables={cohort.tables} />
        </Tabs.Panel>
        <Tabs.Panel value="versions">
          <VersionsTab versions={cohort.versions} />
        </Tabs.Panel>
        <Tabs.Panel value="lineage">
          <LineageTab lineage={cohort.lineage} versions={cohort.versions} />
        </Tabs.Panel>
        {cohort.risk?.report && (
          <Tabs.Panel value="risk">
            <RiskPanel report={cohort.risk.report} />
          </Tabs.Panel>
        )}
        <Tabs.Panel value="access">
          <AccessTab cohort={cohort} />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
