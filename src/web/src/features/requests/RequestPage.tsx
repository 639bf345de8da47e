import { useNavigate, useParams } from '@tanstack/react-router';
import { useCohort } from '@/api/cohorts';
import { useSignedIn } from '@/api/me';
import { EmptyState } from '@/ui/EmptyState';
import { Loading } from '@/ui/Loading';
import { Page } from '@/ui/Page';
import { RefusalNotice } from '@/ui/RefusalNotice';
import { RequestForm } from './RequestForm';

/** Ask for access to a cohort. */
export function RequestPage() {
  const { name } = useParams({ from: '/signed-in/cohorts/$name/request' });
  const me = useSignedIn();
  const navigate = useNavigate();
  const { data: cohort, error } = useCohort(name);
  const trail = [
    { label: 'Cohorts', to: '/cohorts' },
    { label: cohort?.title ?? name, to: `/cohorts/${name}` }
  ];
  return (
    <Page title="Request access" trail={trail}>
      {error && !cohort ? <RefusalNotice error={error} asked={`Request access to ${name}`} /> : null}
      {!cohort && !error ? <Loading lines={10} /> : null}
      {cohort && me.projects.length === 0 ? (
        <EmptyState title="You belong to no project yet">
          A permit belongs to a project. Ask an admin of this server to add you to one, then come back.
        </EmptyState>
      ) : null}
      {cohort && me.projects.length > 0 ? (
        <RequestForm cohort={cohort} projects={me.projects} onSent={id => navigate({ to: '/requests/$id', params: { id } })} />
      ) : null}
    </Page>
  );
}
