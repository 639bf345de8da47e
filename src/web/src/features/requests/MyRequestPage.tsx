import { Button } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useSignedIn } from '@/api/me';
import { type RequestDetail, useRequest, useWithdraw } from '@/api/requests';
import { Confirm } from '@/ui/Confirm';
import { Loading } from '@/ui/Loading';
import { Page, Section } from '@/ui/Page';
import { RefusalNotice } from '@/ui/RefusalNotice';
import { RequestFacts } from '@/ui/RequestFacts';
import { StateOf } from '@/ui/StateWord';

/** What the state means for the person who asked. */
function nextWords(request: RequestDetail): string {
  const by = request.decidedBy ? ` by ${request.decidedBy}` : '';
  switch (request.state) {
    case 'granted':
      return `Granted${by}. You can open the cohort in a notebook now.`;
    case 'declined':
      return `Declined${by}. ${request.reason ? `Reason: ${request.reason}` : ''}`;
    case 'withdrawn':
      return 'You withdrew this request.';
    default:
      return 'It waits for a steward who is not you. You see the decision here and on Home.';
  }
}

/** My own request: what I asked for and where it stands. */
export function MyRequestPage() {
  const { id } = useParams({ from: '/signed-in/requests/$id' });
  const me = useSignedIn();
  const { data: request, error } = useRequest(id);
  const withdraw = useWithdraw();
  const [asking, setAsking] = useState(false);
  const trail = [{ label: 'Home', to: '/' }];
  if (!request) {
    return (
      <Page title="Request" trail={trail}>
        {error ? <RefusalNotice error={error} asked="Show this request" /> : <Loading />}
      </Page>
    );
  }
  const title = `Request for ${request.cohortTitle ?? request.cohort}`;
  const open = request.state === 'submitted' && request.person === me.name;
  return (
    <Page
      title={title}
      trail={trail}
      action={
        open ? (
          <Button variant="default" onClick={() => setAsking(true)}>
            Withdraw
          </Button>
        ) : request.state === 'granted' ? (
          <Button renderRoot={props => <Link {...props} to="/cohorts/$name" params={{ name: request.cohort }} />}>Open the cohort</Button>
        ) : undefined
      }
      summary={<StateOf state={request.state} />}
    >
      <p>{nextWords(request)}</p>
      <Section title="What was asked">
        <RequestFacts request={request} />
      </Section>
      <Confirm
        opened={asking}
        onClose={() => setAsking(false)}
        title="Withdraw this request"
        confirm="Withdraw"
        onConfirm={() => withdraw.mutateAsync(id)}
      >
        Nobody will review it any more. You can ask again at any time.
      </Confirm>
    </Page>
  );
}
