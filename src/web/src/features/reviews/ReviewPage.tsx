import { useParams } from '@tanstack/react-router';
import { useSignedIn } from '@/api/me';
import { useRequest } from '@/api/requests';
import { Loading } from '@/ui/Loading';
import { Page, Section } from '@/ui/Page';
import { RefusalNotice } from '@/ui/RefusalNotice';
import { RequestFacts } from '@/ui/RequestFacts';
import { RiskPanel } from '@/ui/risk/RiskPanel';
import { StateOf } from '@/ui/StateWord';
import { Decision } from './Decision';
import { ExposurePanel } from './ExposurePanel';
import classes from './Review.module.css';

/** The request on the left, what it would expose on the right, and the decision. */
export function ReviewPage() {
  const { id } = useParams({ from: '/signed-in/reviews/$id' });
  const me = useSignedIn();
  const { data: request, error } = useRequest(id);
  const trail = [{ label: 'Reviews', to: '/reviews' }];
  if (!request) {
    return (
      <Page title="Request" trail={trail}>
        {error ? <RefusalNotice error={error} asked="Show this request" /> : <Loading />}
      </Page>
    );
  }
  const mine = request.person === me.name;
  const waits = request.state === 'submitted';
  return (
    <Page
      title={`${request.personDisplayName ?? request.person} asks for ${request.cohortTitle ?? request.cohort}`}
      trail={trail}
      action={waits && !mine && me.roles.includes('steward') ? <Decision request={request} /> : undefined}
      summary={
        <>
          <StateOf state={request.state} />
          {request.decidedBy && <span>by {request.decidedBy}</span>}
          {request.reason && <span>{request.reason}</span>}
          {mine && waits && <span>This request is your own: another steward has to review it.</span>}
        </>
      }
    >
      <div className={classes.columns}>
        <Section title="The request">
          <RequestFacts request={request} />
        </Section>
        <Section title="What it would expose">
          <ExposurePanel request={request} />
        </Section>
      </div>
      {request.risk && (
        <Section title="Risk of being recognised, of the snapshot as a whole">
          <RiskPanel report={request.risk} />
        </Section>
      )}
    </Page>
  );
}
