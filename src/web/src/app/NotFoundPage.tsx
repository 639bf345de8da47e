import { Link } from '@tanstack/react-router';
import { EmptyState } from '@/ui/EmptyState';
import { Page } from '@/ui/Page';

export const NotFoundPage = () => (
  <Page title="No such page">
    <EmptyState title="There is no page at this address" action={<Link to="/">Go to Home</Link>}>
      It may have been renamed or removed, or the link was cut short.
    </EmptyState>
  </Page>
);
